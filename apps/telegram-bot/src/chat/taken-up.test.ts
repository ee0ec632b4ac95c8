import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { fakePosition } from '@perpdesk/broker-core/testing';
import { createChatBench } from '../testing/chat-bench.ts';

/** A card whose tap broke off before the order was written down. */
async function brokenOff(command: string) {
  const positions = [fakePosition({ symbol: 'ETHUSDT', quantity: decimal('1') })];
  const bench = await createChatBench([{ id: 'main', positions }]);
  await bench.say(command);
  const [yes = ''] = bench.buttons();
  bench.engine.answer = () => Promise.reject(new Error('the journal cannot be written'));
  await bench.tap(yes);
  bench.engine.answer = () => ({ ok: true, signalId: 's1', repeat: false });
  const broken = bench.engine.trades.length;
  const sentAgain = () => bench.engine.trades.slice(broken);
  bench.texts();
  return { bench, yes, sentAgain };
}

describe('a tap that broke off and is taken up by a later one', () => {
  test('is carried out once by the next one, as its button says, however many come at once', async () => {
    const { bench, yes, sentAgain } = await brokenOff('/long BTCUSDT 0.01');
    expect(JSON.stringify(bench.sent)).toContain('Unclear: tap again');
    await Promise.all([bench.tap(yes), bench.tap(yes)]);
    expect(sentAgain()).toMatchObject([{ id: 'nonce-nonce-nonce-1' }]);
    expect(JSON.stringify(bench.sent)).toContain('Already being carried out.');
  });

  test('goes by the market as it is then', async () => {
    const { bench, yes, sentAgain } = await brokenOff('/long BTCUSDT 0.01');
    bench.broker('main').script.always('getMarkPrice', () => decimal('60700'));
    await bench.tap(yes);
    expect(sentAgain()).toEqual([]);
    expect(bench.texts()[0]).toContain('Not placed: the market moved');
  });

  test.each([
    ['/long BTCUSDT 0.01', 'Nothing was sent.'],
    ['/close ETHUSDT', 'Nothing was sent.'],
    ['/sl ETHUSDT 2%', 'Nothing was changed.'],
  ])('is not carried out once its card has expired: %s', async (command, undone) => {
    const { bench, yes, sentAgain } = await brokenOff(command);
    await bench.clock.advance(61_000);
    await bench.tap(yes);
    expect(sentAgain()).toEqual([]);
    expect(bench.texts()).toEqual([`This card has expired. ${undone}`]);
    await bench.tap(yes);
    expect(sentAgain()).toEqual([]);
  });

  test('was carried out all the same where it was written down: it is followed, however late', async () => {
    const { bench, yes, sentAgain } = await brokenOff('/long BTCUSDT 0.01');
    await bench.journal.acceptSignal(
      {
        id: 's7',
        key: 'chat:nonce-nonce-nonce-1',
        source: 'chat:user:111',
        body: '{}',
        bodyHash: '',
        state: 'done',
        code: null,
        detail: null,
        stream: null,
        signal: null,
        plan: null,
        receivedAt: bench.clock.now(),
        parsedAt: null,
        updatedAt: bench.clock.now(),
      },
      [],
    );
    await bench.clock.advance(86_400_000);
    await bench.tap(yes);
    expect(sentAgain()).toEqual([]);
    expect(await bench.journal.getConfirm('nonce-nonce-nonce-1')).toMatchObject({ state: 'done', result: 's7' });
  });
});
