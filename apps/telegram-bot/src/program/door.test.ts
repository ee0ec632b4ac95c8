import { afterEach, describe, expect, test } from 'vitest';
import { sampleAlert } from '../testing/program-bench.ts';
import { OWNER_ID, startVenueBench, type VenueBench, type VenueBenchOptions } from '../testing/venue-bench.ts';

const TIMEOUT = 60_000;
const SECRETS = {
  apiKey: 'the-key-of-account-one',
  secretKey: 'the-secret-key-of-account-one',
  botToken: '7000000001:abcdefghijklmnopqrstuvwxyz0123456789',
  token: 'the-new-token-of-the-route',
  oldToken: 'the-old-token-of-the-route',
  secret: 'the-secret-in-the-body',
};

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
}, TIMEOUT);
const start = (options: Pick<VenueBenchOptions, 'route' | 'server'> = {}): Promise<VenueBench> =>
  startVenueBench({ secrets: SECRETS, ...options, onClose: (close) => void closers.push(close) });

const NO_POSITION = { prevMarketPosition: 'flat', prevMarketPositionSize: '0' } as const;
const ETH = { symbol: 'ETHUSDT.P', strategy: 'eth-trend', price: '3000', ...NO_POSITION } as const;

describe('the program’s door', () => {
  test(
    'takes the token that is replaced for as long as it stands there, and says that it is still in use',
    async () => {
      const desk = await start();
      const old = await desk.post(sampleAlert(), { path: `/hooks/${SECRETS.oldToken}` });
      expect(await old.json()).toMatchObject({ result: 'accepted' });
      expect(await desk.text('/metrics')).toMatch(/^perpdesk_old_tokens_total\{route="trend"\} 1$/m);
      expect(desk.log()).toContain('the old token of a route is still in use');
      expect(await (await desk.post(sampleAlert(ETH))).json()).toMatchObject({ result: 'accepted' });
      expect(await desk.text('/metrics')).toMatch(/^perpdesk_old_tokens_total\{route="trend"\} 1$/m);
    },
    TIMEOUT,
  );

  test(
    'asks for the secret in the body, and stores it not',
    async () => {
      const desk = await start({ route: '    secret: { env: BODY_SECRET }\n' });
      const wrong = await desk.post(sampleAlert({ passphrase: 'another' }));
      expect([wrong.status, await wrong.json()]).toMatchObject([401, { code: 'unauthenticated' }]);
      expect((await desk.post(sampleAlert())).status).toBe(401);
      expect((await desk.post(sampleAlert({ passphrase: SECRETS.secret }))).status).toBe(200);
    },
    TIMEOUT,
  );

  test(
    'lets in whom the route allows, by the word of the proxy that it trusts',
    async () => {
      const desk = await start({
        route: '    allowFrom: ["52.89.214.238"]\n',
        server: '  trustedProxies: ["127.0.0.1"]\n',
      });
      const post = (from: string) => desk.post(sampleAlert(), { headers: { 'x-forwarded-for': from } });
      expect((await post('52.89.214.238, 203.0.113.9')).status).toBe(404);
      expect((await post('203.0.113.9, 52.89.214.238')).status).toBe(200);
      expect(await desk.text('/metrics')).toMatch(/^perpdesk_foreign_addresses_total\{route="trend"\} 1$/m);
    },
    TIMEOUT,
  );
});

describe('what the program’s door turns away', () => {
  test(
    'is stored and told by name, and a sender that is new too',
    async () => {
      const desk = await start({ server: '  trustedProxies: ["127.0.0.1"]\n' });
      const large = `{"passphrase":"${SECRETS.secret}","x":"${'y'.repeat(70_000)}"}`;
      const headers = { 'x-forwarded-for': '203.0.113.9' };
      expect((await desk.post(large, { headers })).status).toBe(413);
      await desk.sees('Alerts of trend come from a new address');
      await desk.sees('too-large');
      await desk.sees('65 536 are taken');
      const texts = desk.telegram.messages(OWNER_ID).map(({ text }) => text ?? '');
      expect(texts.join()).not.toContain(SECRETS.secret);
    },
    TIMEOUT,
  );
});

describe('E7(i) while the exchange hangs', () => {
  test(
    'every alert is answered before the exchange has answered anything',
    async () => {
      const desk = await start();
      const { venue } = desk;
      // reads, writes and streams of every transport
      venue.faults.add({ on: {}, times: 'always', do: { kind: 'hang-before' } });
      const order: string[] = [];
      const hangs = () =>
        venue.faults.fired.some(({ on }) => on.path === 'order.place' || on.path === '/fapi/v1/order');
      const startedAt = performance.now();
      const first = sampleAlert();
      const alerts = [first, sampleAlert(ETH), '{', first, sampleAlert({ symbol: 'DOGEUSDT.P' })];
      for (const body of alerts) order.push(`answered ${(await desk.post(body)).status}`);
      const tookMs = performance.now() - startedAt;
      await desk.until('an order has left and hangs', hangs);
      order.push(`positions ${venue.state('one').positions.filter(({ quantity }) => quantity !== '0').length}`);
      expect(order).toEqual([
        'answered 200',
        'answered 200',
        'answered 400',
        'answered 200',
        'answered 422',
        'positions 0',
      ]);
      // each in less than TradingView's patience; a second apiece is what is promised
      expect(tookMs).toBeLessThan(alerts.length * 1_000);
      expect((await desk.post(sampleAlert())).status).toBe(200);
      expect(venue.state('one').orders).toEqual([]);
      venue.faults.clear();
    },
    TIMEOUT,
  );
});
