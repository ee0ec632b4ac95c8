import { describe, expect, test } from 'vitest';
import { decimal, toClientOrderId } from '@perpdesk/broker-core';
import { fakeOrder, fakePosition } from '@perpdesk/broker-core/testing';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import type { Journal } from '@perpdesk/journal/port';
import { createChatBench, type ChatBench } from '../testing/chat-bench.ts';
import { NOON } from '../testing/desk-bench.ts';

const LONG = fakePosition({ quantity: decimal('0.02'), entryPrice: decimal('59500'), markPrice: decimal('60000') });
const LIMIT = fakeOrder({
  type: 'limit',
  symbol: 'ETHUSDT',
  side: 'buy',
  positionSide: 'net',
  quantity: decimal('1'),
  price: decimal('2000'),
  clientOrderId: toClientOrderId('web_1'),
});

interface TapBench extends ChatBench {
  /** Each time that the engine was asked to trade; it would know a repeat, but is not to be asked. */
  readonly asked: readonly string[];
}

/** The exchange takes another position mode of an account with nothing open alone. */
const wantsFlat = (command: string) => command.startsWith('/posmode');

async function benchOf(journal: Journal, isFlat: boolean): Promise<TapBench> {
  const bench = await createChatBench([{ id: 'main', positions: isFlat ? [] : [LONG] }], { journal });
  bench.engine.routeStates = [
    { id: 'trend', execute: 'notify', configured: 'notify', brokerIds: ['main'], symbols: [], switched: null } as never,
  ];
  if (!isFlat) bench.broker('main').emit({ type: 'order-updated', order: LIMIT, venueAt: NOON, receivedAt: NOON });
  await bench.clock.advance(1);
  const asked: string[] = [];
  const { answer } = bench.engine;
  bench.engine.answer = (command) => {
    asked.push(command.type);
    return answer(command);
  };
  return { ...bench, asked };
}

/** What was done by all of them: orders and settings, panics, switches. */
const done = (...benches: readonly TapBench[]) =>
  benches.flatMap(({ engine, asked }) => [...asked, ...engine.panics.map(() => 'panic'), ...engine.controls]);

/** Every kind of card that a tap carries out. */
const CARDS = [
  ['/long BTCUSDT 0.01', 'open'],
  ['/short ETHUSDT 0.1 @3000', 'open'],
  ['/close BTCUSDT', 'close'],
  ['/close BTCUSDT 50%', 'close'],
  ['/reverse BTCUSDT', 'reverse'],
  ['/sl BTCUSDT 59000', 'protect'],
  ['/tp BTCUSDT 65000', 'protect'],
  ['/be BTCUSDT', 'protect'],
  ['/trail BTCUSDT 1%', 'protect'],
  ['/cancel all', 'cancel'],
  ['/leverage ETHUSDT 5', 'setting'],
  ['/margin BTCUSDC iso', 'setting'],
  ['/posmode hedge', 'setting'],
  ['/panic', 'panic'],
  ['/route trend auto', 'route trend auto user:111'],
] as const;

describe.each(CARDS)('%s', (command, kind) => {
  async function withCard() {
    const journal = createMemoryJournal();
    const bench = await benchOf(journal, wantsFlat(command));
    await bench.say(command);
    const yes = bench.buttons().find((it) => /^c:.*:y$/u.test(it)) ?? 'no card';
    return { journal, bench, yes };
  }

  test('taps at once, later and by other people are one', async () => {
    const { bench, yes } = await withCard();
    const people = [111, 111, 222, 111, 333, 666];
    await Promise.all(people.map((from) => bench.tap(yes, { from, chatId: 111 })));
    await bench.tap(yes);
    await bench.tap(yes);
    expect(done(bench)).toEqual([kind]);
  });

  test('a tap after a restart carries it out, and further ones there and then do not', async () => {
    const { journal, bench, yes } = await withCard();
    const next = await benchOf(journal, wantsFlat(command));
    await Promise.all([next.tap(yes), next.tap(yes)]);
    await bench.tap(yes);
    await (await benchOf(journal, wantsFlat(command))).tap(yes);
    expect(done(bench, next)).toEqual([kind]);
  });

  test('a tap after one that was carried out before the restart does nothing', async () => {
    const { journal, bench, yes } = await withCard();
    await bench.tap(yes);
    const next = await benchOf(journal, wantsFlat(command));
    await next.tap(yes);
    expect(done(bench, next)).toEqual([kind]);
  });

  test('none is carried out after a minute', async () => {
    const { bench, yes } = await withCard();
    await bench.clock.advance(60_000);
    await Promise.all([bench.tap(yes), bench.tap(yes)]);
    expect(done(bench)).toEqual([]);
  });
});

test('a command that came late is given once, however often its card is tapped', async () => {
  const bench = await benchOf(createMemoryJournal(), false);
  await bench.say('/long BTCUSDT 0.01', { ageMs: 60_000 });
  const [yes = ''] = bench.buttons();
  bench.texts();
  await Promise.all([bench.tap(yes), bench.tap(yes), bench.tap(yes, { from: 222, chatId: 111 })]);
  expect(bench.texts()).toHaveLength(1);
  expect(done(bench)).toEqual([]);
});
