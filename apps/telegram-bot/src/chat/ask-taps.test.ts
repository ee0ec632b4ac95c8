import { describe, expect, test } from 'vitest';
import { decimal, formatDecimal } from '@perpdesk/broker-core';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import type { Journal } from '@perpdesk/journal/port';
import type { AskQuote } from '@perpdesk/signals';
import { createChatBench, type ChatBench } from '../testing/chat-bench.ts';
import { intentRow, signalRow, storeRows } from '../testing/story-rows.ts';

const SIGNAL = '0123456789ab';
const [PLACE, SKIP, EDIT] = [`a:${SIGNAL}:p`, `a:${SIGNAL}:s`, `ae:${SIGNAL}`];
const UNSETTLED = 'a1b2c3d4e5f6';

const toasts = (bench: ChatBench) =>
  bench.sent.filter(({ method }) => method === 'answerCallbackQuery').map(({ payload }) => payload['text']);

/** What was settled, over all desks. */
const settled = (...benches: readonly ChatBench[]) => benches.flatMap(({ engine }) => engine.trades);

/** One more desk over a journal, as after a restart. */
async function deskOver(journal: Journal): Promise<ChatBench> {
  const bench = await createChatBench(undefined, { journal });
  bench.engine.quote = ({ quantities }): AskQuote => ({
    ok: true,
    signalId: SIGNAL,
    routeId: 'trend',
    symbol: 'BTCUSDT',
    legs: [
      {
        account: { brokerId: 'main', environment: 'live' },
        kind: 'increase',
        side: 'buy',
        positionSide: 'net',
        quantity: formatDecimal(quantities?.['main'] ?? decimal('0.02')),
        notional: null,
        stopPrice: null,
        targetPrices: [],
        detail: null,
        planned: '0.02',
      },
    ],
    answerBy: bench.clock.now() + 40_000,
  });
  return bench;
}

async function withSize() {
  const journal = createMemoryJournal();
  const bench = await deskOver(journal);
  await bench.tap(EDIT);
  await bench.say('0.01');
  const [yes = '', no = ''] = bench.buttons();
  return { journal, bench, yes, no };
}

async function withSettle() {
  const journal = createMemoryJournal();
  const doubt = { state: 'needs-operator', filledQuantity: '0', averagePrice: null } as const;
  await storeRows(journal, { signals: [signalRow()], intents: [intentRow({ id: UNSETTLED, ...doubt })] });
  const bench = await createChatBench(undefined, { journal });
  await bench.say(`/settle ${UNSETTLED} gone`);
  const [yes = '', no = ''] = bench.buttons();
  return { journal, bench, yes, no };
}

describe('Place of another size', () => {
  const ONE = [{ decision: 'place', actor: 'user:111', quantities: { main: decimal('0.01') } }];

  test('taps at once, later and by other people are one answer', async () => {
    const { bench, yes } = await withSize();
    await Promise.all([111, 111, 222, 333, 666, 111].map((from) => bench.tap(yes, { from, chatId: 111 })));
    await bench.tap(yes);
    expect(bench.engine.answers).toMatchObject(ONE);
    expect(bench.engine.answers).toHaveLength(1);
  });

  test('a tap after a restart places it, further ones there and then do not', async () => {
    const { journal, bench, yes } = await withSize();
    const next = await deskOver(journal);
    await Promise.all([next.tap(yes), next.tap(yes)]);
    await bench.tap(yes);
    expect([...bench.engine.answers, ...next.engine.answers]).toMatchObject(ONE);
    expect([...bench.engine.answers, ...next.engine.answers]).toHaveLength(1);
  });

  test('a tap in another chat, after Cancel, or after its time places nothing', async () => {
    const { bench, yes, no } = await withSize();
    await bench.tap(yes, { from: 111, chatId: 999 });
    await bench.tap(no);
    await Promise.all([bench.tap(yes), bench.tap(yes)]);
    const late = await withSize();
    await late.bench.clock.advance(40_001);
    await Promise.all([late.bench.tap(late.yes), late.bench.tap(late.yes)]);
    expect([...bench.engine.answers, ...late.bench.engine.answers]).toEqual([]);
  });

  test('Edit size twice leaves one form: the first size is placed, what is written then is no size', async () => {
    const bench = await deskOver(createMemoryJournal());
    await Promise.all([bench.tap(EDIT), bench.tap(EDIT), bench.tap(EDIT, { from: 666, chatId: 111 })]);
    await bench.say('0.01');
    const [first = ''] = bench.buttons();
    await bench.say('0.005');
    await bench.tap(first);
    await bench.tap(first);
    expect(bench.engine.answers).toMatchObject(ONE);
    expect(bench.engine.answers).toHaveLength(1);
  });
});

describe('Place and Skip of an alert’s card', () => {
  test('who may not answer reaches nothing, however often and whatever they tap', async () => {
    const bench = await deskOver(createMemoryJournal());
    const taps = [PLACE, SKIP, EDIT, PLACE].flatMap((data) => [333, 666].map((from) => ({ data, from })));
    await Promise.all(taps.map(({ data, from }) => bench.tap(data, { from, chatId: 111 })));
    expect(bench.engine.answers).toEqual([]);
    expect(bench.buttons()).toEqual([]);
  });

  test('each tap asks the engine, which counts the first alone; the others hear what became of it', async () => {
    const bench = await deskOver(createMemoryJournal());
    let answers = 0;
    bench.engine.decide = async ({ decision, actor }) => {
      answers += 1;
      return answers === 1
        ? { ok: true, decision: decision === 'place' ? 'placed' : 'skipped', brokerIds: ['main'], refused: [] }
        : { ok: false, code: 'placed', detail: `${actor.replace('222', '111')} placed it already.` };
    };
    await Promise.all([bench.tap(PLACE), bench.tap(SKIP, { from: 222, chatId: 111 }), bench.tap(PLACE)]);
    expect(answers).toBe(3);
    expect(toasts(bench).filter((text) => text === 'Placing on main.')).toHaveLength(1);
    expect(toasts(bench).filter((text) => text === 'User 111 placed it already.')).toHaveLength(2);
  });
});

describe('/settle', () => {
  const ONE = [{ type: 'settle', actor: 'user:111', intentId: UNSETTLED }];

  test('taps at once, later and by other people are one word', async () => {
    const { bench, yes } = await withSettle();
    await Promise.all([111, 111, 222, 333, 666, 111].map((from) => bench.tap(yes, { from, chatId: 111 })));
    await bench.tap(yes);
    expect(settled(bench)).toMatchObject(ONE);
    expect(settled(bench)).toHaveLength(1);
  });

  test('a tap after a restart says it, further ones there and then do not', async () => {
    const { journal, bench, yes } = await withSettle();
    const next = await createChatBench(undefined, { journal });
    await Promise.all([next.tap(yes), next.tap(yes)]);
    await bench.tap(yes);
    await (await createChatBench(undefined, { journal })).tap(yes);
    expect(settled(bench, next)).toMatchObject(ONE);
    expect(settled(bench, next)).toHaveLength(1);
  });

  test('a tap in another chat, after Cancel, or after a minute says nothing', async () => {
    const { bench, yes, no } = await withSettle();
    await bench.tap(yes, { from: 111, chatId: 999 });
    await bench.tap(no);
    await Promise.all([bench.tap(yes), bench.tap(yes)]);
    const late = await withSettle();
    await late.bench.clock.advance(60_000);
    await Promise.all([late.bench.tap(late.yes), late.bench.tap(late.yes)]);
    expect(settled(bench, late.bench)).toEqual([]);
  });
});
