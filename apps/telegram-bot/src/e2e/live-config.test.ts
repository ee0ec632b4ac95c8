import { describe, expect, test } from 'vitest';
import { FLAT, sampleAlert } from '../testing/program-bench.ts';
import { KEYS, startThreeBrokers, TOKENS } from './three-brokers-desk.ts';
import { until } from './until.ts';

const TIMEOUT = 120_000;

const NEW = { apiKey: 'the-new-key-of-main', secretKey: 'the-new-secret-of-main' };

describe('other keys in the file of a desk that runs', () => {
  test(
    'are taken up without a restart once they show the same account; wrong ones, and those of another, are not',
    async () => {
      await using desk = await startThreeBrokers();
      const { venue, owner, post, position, write, get, process } = desk;
      await post(sampleAlert(), TOKENS.trend);
      await until('a position with its stop', () => venue.state('main').openAlgoOrders.length === 1);

      await write('main.key', NEW.apiKey);
      const unknown = await owner.sees('the new keys are not taken');
      expect(unknown.text).toContain('DEMO main');
      expect(unknown.text).toContain('goes on with the keys it has');

      venue.addKey('scalps', { apiKey: 'another-key-of-scalps', secretKey: KEYS.main.secretKey });
      await write('main.key', 'another-key-of-scalps');
      await owner.sees('shows another account');

      venue.addKey('main', NEW);
      await write('main.secret', NEW.secretKey);
      await write('main.key', NEW.apiKey);
      const taken = await owner.sees('the new keys are in use');
      expect(taken.text).toContain('DEMO main');
      venue.revokeKey(KEYS.main.apiKey);
      expect(await get('/readyz')).toContain('"ready":true');

      await post(sampleAlert(FLAT), TOKENS.trend);
      await owner.sees('DEMO main · BTCUSDT long closed by the signal');
      expect(position('main')).toBe('0');
      await post(sampleAlert(), TOKENS.trend);
      await until('in again', () => position('main') === '0.02' && venue.state('main').openAlgoOrders.length === 1);
      expect(venue.state('main').orders.filter(({ algoId }) => algoId === null)).toHaveLength(3);

      const said = `${process.output()} ${process.complaints()} ${(await owner.texts()).join(' ')}`;
      for (const secret of [NEW.apiKey, NEW.secretKey, KEYS.main.secretKey]) expect(said).not.toContain(secret);
    },
    TIMEOUT,
  );
});

describe('routes of a desk that runs', () => {
  test(
    'take another token, come, go, and trade one more instrument, set before it is traded',
    async () => {
      await using desk = await startThreeBrokers();
      const { venue, owner, post, position, edit } = desk;
      const late = { token: 'the-token-of-the-late-route', alert: sampleAlert({ symbol: 'SOLUSDT.P', price: '150' }) };
      expect(await post(late.alert, late.token)).toMatchObject({ status: 404 });

      await edit(
        'telegram:\n',
        `  late: { token: "${late.token}", brokers: [scalps], symbols: [SOLUSDT], size: { quantity: "2" }, relay: [desk] }\ntelegram:\n`,
      );
      const changed = await owner.sees('routes.late');
      expect(changed.text).toContain('Taken up:');
      expect(changed.text).toContain('DEMO scalps SOLUSDT.leverage is set');
      expect(await post(late.alert, late.token)).toMatchObject({ status: 200 });
      await until('it trades', () => position('scalps', 'SOLUSDT') === '2');
      expect(venue.state('scalps').positions).toMatchObject([{ symbol: 'SOLUSDT', quantity: '2' }]);

      await edit('token: { env: T1 }', 'token: "another-token-for-the-trend"');
      await owner.sees('routes.trend.token');
      expect(await post(sampleAlert(), TOKENS.trend)).toMatchObject({ status: 404 });
      expect(await post(sampleAlert(), 'another-token-for-the-trend')).toMatchObject({
        status: 200,
      });
      await until('it trades', () => position('main') === '0.02');

      await edit(/ {2}late: .*\n/, '');
      await owner.sees('Takes no alerts any more');
      expect(await post(late.alert, late.token)).toMatchObject({ status: 404 });
      expect(position('scalps', 'SOLUSDT')).toBe('2');

      await edit('settings: { leverage: 10, positionMode: hedge }', 'settings: { leverage: ten }');
      await owner.sees('The changed configuration is refused');
      expect(await post(sampleAlert(FLAT), 'another-token-for-the-trend')).toMatchObject({ status: 200 });
      await until('it goes on', () => position('main') === '0');
    },
    TIMEOUT,
  );
});
