import { describe, expect, test } from 'vitest';
import { decimal, toClientOrderId } from '@perpdesk/broker-core';
import { fakeOrder, fakePosition } from '@perpdesk/broker-core/testing';
import { createChatBench, type ChatBench } from '../testing/chat-bench.ts';
import { NOON } from '../testing/desk-bench.ts';
import { plain } from '../testing/plain.test.fixture.ts';
import { intentRow, signalRow, storeRows } from '../testing/story-rows.ts';

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

const toasts = (bench: ChatBench) =>
  bench.sent
    .filter(({ method }) => method === 'answerCallbackQuery')
    .map(({ payload }) => plain(String(payload['text'])));
const labels = (bench: ChatBench) =>
  bench.sent
    .filter(({ method }) => method === 'editMessageReplyMarkup')
    .map(({ payload }) => JSON.stringify(payload['reply_markup']).match(/"text":"([^"]*)"/)?.[1]);

async function withCard(command: string) {
  const bench = await createChatBench([{ id: 'main', positions: command.startsWith('/posmode') ? [] : [LONG] }]);
  bench.engine.routeStates = [
    { id: 'trend', execute: 'notify', configured: 'notify', brokerIds: ['main'], symbols: [], switched: null } as never,
  ];
  if (command.startsWith('/settle')) {
    const doubt = { state: 'needs-operator', filledQuantity: '0', averagePrice: null } as const;
    await storeRows(bench.journal, { signals: [signalRow()], intents: [intentRow({ id: 'a1b2c3d4e5f6', ...doubt })] });
  } else if (!command.startsWith('/posmode')) {
    bench.broker('main').emit({ type: 'order-updated', order: LIMIT, venueAt: NOON, receivedAt: NOON });
    await bench.clock.advance(1);
  }
  await bench.say(command);
  const [yes = '', no = ''] = bench.buttons().filter((data) => data.startsWith('c:'));
  return { bench, yes, no };
}

/** What each kind of card would have done, and did not. */
const KINDS = [
  ['/long BTCUSDT 0.01', 'Nothing was sent.', 'Cancelled'],
  ['/close BTCUSDT', 'Nothing was sent.', 'Cancelled'],
  ['/reverse BTCUSDT', 'Nothing was sent.', 'Cancelled'],
  ['/sl BTCUSDT 59000', 'Nothing was changed.', 'Cancelled'],
  ['/tp BTCUSDT 65000', 'Nothing was changed.', 'Cancelled'],
  ['/leverage BTCUSDC 5', 'Nothing was changed.', 'Cancelled'],
  ['/posmode hedge', 'Nothing was changed.', 'Cancelled'],
  ['/route trend auto', 'Nothing was changed.', 'Cancelled'],
  ['/settle a1b2c3d4e5f6 gone', 'Nothing was changed.', 'Cancelled'],
  ['/cancel all', 'No order was canceled.', 'Kept'],
  ['/panic', 'Nothing was closed.', 'Cancelled'],
] as const;

describe.each(KINDS)('a card of %s', (command, what, label) => {
  test('that has expired says that of what it would have done', async () => {
    const { bench, yes } = await withCard(command);
    await bench.clock.advance(60_000);
    await bench.tap(yes);
    await bench.tap(yes);
    expect(toasts(bench)).toEqual(Array(2).fill(`This card has expired. ${what}`));
    expect(labels(bench)).toEqual(Array(2).fill('Expired'));
  });

  test('that was turned down too', async () => {
    const { bench, yes, no } = await withCard(command);
    // /panic is one red button
    if (command === '/panic') return expect(no).toBe('');
    await bench.tap(no);
    await bench.tap(yes);
    const [head] = label === 'Kept' ? ['Left alone.'] : ['Cancelled.'];
    expect(toasts(bench)).toEqual(Array(2).fill(`${head} ${what}`));
    expect(labels(bench)).toEqual(Array(2).fill(label));
  });
});

/** What the engine refuses: an order that was not placed is nowhere, what was to be changed stays. */
const REFUSED = [
  ['/long BTCUSDT 0.01', 'Not placed. The desk is busy. (broker-not-ready) Nothing is at the exchange.', 'Not placed'],
  ['/close BTCUSDT', 'Not placed. The desk is busy. (broker-not-ready) Nothing is at the exchange.', 'Not placed'],
  ['/sl BTCUSDT 59000', 'Not done. The desk is busy. (broker-not-ready) Nothing was changed.', 'Not done'],
  ['/leverage BTCUSDC 5', 'Not done. The desk is busy. (broker-not-ready) Nothing was changed.', 'Not done'],
  ['/cancel all', 'Not done. The desk is busy. (broker-not-ready) No order was canceled.', 'Not done'],
  ['/settle a1b2c3d4e5f6 gone', 'Not done. The desk is busy. (broker-not-ready) Nothing was changed.', 'Not done'],
] as const;

test.each(REFUSED)('a tap on %s that the engine refuses: %s', async (command, said, label) => {
  const { bench, yes } = await withCard(command);
  bench.texts();
  bench.engine.answer = () => ({ ok: false, code: 'broker-not-ready', detail: 'The desk is busy.' });
  await bench.tap(yes);
  await bench.tap(yes);
  expect(bench.texts().map(plain)).toEqual([said]);
  const again = label === 'Not placed' ? 'not placed' : 'not done';
  expect(toasts(bench).at(-1)).toBe(`Already answered: ${again} (broker-not-ready).`);
  expect(labels(bench).at(-1)).toBe(label);
});
