import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import type { ChatBench } from '../testing/chat-bench.ts';
import { intentRow, signalRow, storeRows } from '../testing/story-rows.ts';
import { SECRET, benchOf, code, rules } from './approval-bench.test.fixture.ts';

/** A code from 500 on, for who has authenticators 222 and 555. */
const FROM_500 = rules({
  codeFrom: { owner: null, trader: decimal('500') },
  secretOf: (id) => (id === '222' || id === '555' ? SECRET : null),
});
const SMALL = '/long BTCUSDT 0.005 @main';

async function give(bench: ChatBench, command: string, from = 222): Promise<void> {
  await bench.say(command, { from });
  await bench.tap(bench.buttons()[0] ?? '', { from });
}
const asksCode = (bench: ChatBench) => bench.texts().some((text) => text.includes('authenticator app'));

describe('one order in many small ones', () => {
  test('takes what the whole takes', async () => {
    const bench = await benchOf(FROM_500);
    await give(bench, SMALL);
    expect(bench.engine.trades).toHaveLength(1);
    expect(asksCode(bench)).toBe(false);
    await give(bench, SMALL);
    expect(bench.engine.trades).toHaveLength(1);
    expect(asksCode(bench)).toBe(true);
    await bench.say(code(bench), { from: 222 });
    expect(bench.engine.trades).toHaveLength(2);
  });

  test('the other way, or reversed, is counted with it', async () => {
    const bench = await benchOf(FROM_500);
    await give(bench, SMALL);
    await give(bench, '/short BTCUSDT 0.005 @main');
    expect(asksCode(bench)).toBe(true);
  });

  test('taps at once are no way round it', async () => {
    const bench = await benchOf(FROM_500);
    const cards: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      await bench.say(SMALL, { from: 222 });
      cards.push(bench.buttons()[0] ?? '');
    }
    await Promise.all(cards.map((card) => bench.tap(card, { from: 222 })));
    expect(bench.engine.trades).toHaveLength(1);
  });

  test('is still one after a restart', async () => {
    const journal = createMemoryJournal();
    await give(await benchOf(FROM_500, journal), SMALL);
    const next = await benchOf(FROM_500, journal);
    // the bench counts its nonces anew
    await next.say('/price BTCUSDT @main', { from: 222 });
    for (let count = 0; count < 3; count += 1) await next.say(SMALL, { from: 222 });
    await next.tap(next.buttons()[0] ?? '', { from: 222 });
    expect(next.engine.trades).toEqual([]);
    expect(asksCode(next)).toBe(true);
  });

  test('is none any more after its time', async () => {
    const bench = await benchOf(FROM_500);
    await give(bench, SMALL);
    await bench.clock.advance(600_001);
    await give(bench, SMALL);
    expect(bench.engine.trades).toHaveLength(2);
  });

  test.each([
    ['another symbol', '/long ETHUSDT 0.005 @main', 222],
    ['another person', SMALL, 555],
  ])('%s is counted for itself', async (_, command, from) => {
    const bench = await benchOf(FROM_500);
    await give(bench, SMALL);
    await give(bench, command, from);
    expect(bench.engine.trades).toHaveLength(2);
  });

  test('what the desk refused, and what a code was given for, does not count', async () => {
    const bench = await benchOf(FROM_500);
    bench.engine.answer = () => ({ ok: false, code: 'limit-notional', detail: 'Too much.' });
    await give(bench, SMALL);
    bench.engine.answer = ({ symbol }) => ({ ok: true, signalId: `s-${symbol}`, repeat: false });
    await give(bench, '/long BTCUSDT 0.02 @main');
    await bench.say(code(bench), { from: 222 });
    bench.texts();
    await give(bench, SMALL);
    expect(asksCode(bench)).toBe(false);
  });

  test('an alert’s card that was placed is counted', async () => {
    const bench = await benchOf(FROM_500);
    const goal = JSON.stringify({ asks: { state: 'waiting', planned: '0.005', quantity: null, by: null } });
    const ask = {
      id: 'i1',
      state: 'planned',
      kind: 'increase',
      goal,
      filledQuantity: '0',
      averagePrice: null,
    } as const;
    const signal = signalRow({ id: '0123456789ab' });
    await storeRows(bench.journal, { signals: [signal], intents: [intentRow({ ...ask, signalId: signal.id })] });
    await bench.tap('a:0123456789ab:p', { from: 222 });
    expect(bench.engine.answers).toHaveLength(1);
    await give(bench, SMALL);
    expect(asksCode(bench)).toBe(true);
  });
});
