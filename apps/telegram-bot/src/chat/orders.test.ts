import { describe, expect, test } from 'vitest';
import { decimal, toClientOrderId } from '@perpdesk/broker-core';
import { fakeOrder, fakePosition } from '@perpdesk/broker-core/testing';
import { createChatBench } from '../testing/chat-bench.ts';
import { NOON, OWNER, VIEWER } from '../testing/desk-bench.ts';
import { plain } from '../testing/plain.test.fixture.ts';
import { standStop } from '../testing/stand-stop.test.fixture.ts';

const LONG = fakePosition({ quantity: decimal('0.02'), markPrice: decimal('60000') });
const LIMIT = fakeOrder({
  type: 'limit',
  symbol: 'BTCUSDT',
  side: 'buy',
  positionSide: 'net',
  quantity: decimal('0.01'),
  price: decimal('50000'),
  clientOrderId: toClientOrderId('web_1'),
});

async function withOrders() {
  const bench = await createChatBench([{ id: 'main', positions: [LONG] }]);
  await standStop(bench, '59100');
  bench.broker('main').emit({ type: 'order-updated', order: LIMIT, venueAt: NOON, receivedAt: NOON });
  await bench.clock.advance(1);
  await bench.say('/orders');
  const buttons = bench.buttons().filter((it) => it.startsWith('o:'));
  bench.texts();
  return { bench, buttons };
}
const trades = (bench: Awaited<ReturnType<typeof withOrders>>['bench']): unknown =>
  JSON.parse(JSON.stringify(bench.engine.trades));

describe('a row’s Cancel in /orders', () => {
  test('asks, and then takes back that order alone', async () => {
    const { bench, buttons } = await withOrders();
    expect(buttons).toHaveLength(2);
    await bench.tap(buttons[1] ?? '');
    expect(plain(bench.texts()[0])).toContain('BTCUSDT BUY 0.010 limit @ 50 000.0 · not placed by this desk · web_1');
    expect(bench.engine.trades).toEqual([]);
    const [yes = ''] = bench.buttons();
    await Promise.all([bench.tap(yes), bench.tap(yes)]);
    expect(trades(bench)).toMatchObject([{ type: 'cancel', orders: [{ clientOrderId: 'web_1' }] }]);
  });

  test('of a stop says what is left without it, and takes the protection away', async () => {
    const { bench, buttons } = await withOrders();
    await bench.tap(buttons[0] ?? '');
    const text = plain(bench.texts()[0]);
    expect(text).toContain('SL 59 100.0 → off');
    expect(text).toContain('Without a stop nothing ends a loss before the liquidation price.');
    await bench.tap(bench.buttons()[0] ?? '');
    expect(trades(bench)).toMatchObject([{ type: 'protect', stopLoss: 'off' }]);
  });

  test('of an order that is gone says so, and of a viewer’s tap why not', async () => {
    const { bench, buttons } = await withOrders();
    await bench.tap(buttons[1] ?? '', { from: 333 });
    const order = { ...LIMIT, status: 'canceled' as const };
    bench.broker('main').emit({ type: 'order-updated', order, venueAt: NOON + 1, receivedAt: NOON + 1 });
    await bench.clock.advance(1);
    await bench.tap(buttons[1] ?? '');
    const toasts = bench.sent
      .filter(({ method }) => method === 'answerCallbackQuery')
      .map(({ payload }) => payload['text']);
    expect(toasts).toEqual(['Your role is viewer @main: it may look, not trade.', 'There is no such order open.']);
    expect(bench.texts()).toEqual([]);
  });

  test('a viewer’s list has none', async () => {
    const { bench } = await withOrders();
    await bench.say('/orders', { from: 333 });
    expect(bench.buttons()).toEqual(['v:h:orders']);
  });
});

describe('a live card', () => {
  test.each([
    'status',
    'positions',
    'positions BTCUSDT @main',
    'orders @main',
    'balance',
    'accounts',
    'risk',
    'price BTCUSDT',
  ])('/%s is shown anew in its place, and says of when', async (command) => {
    const { bench } = await withOrders();
    await bench.say(`/${command}`);
    expect(bench.texts()).toHaveLength(1);
    await bench.tap(bench.buttons().at(-1) ?? '');
    expect(bench.texts()).toEqual([]);
    expect(bench.sent.at(-1)).toMatchObject({ method: 'editMessageText' });
    const toast = bench.sent.findLast(({ method }) => method === 'answerCallbackQuery');
    expect(toast?.payload['text']).toMatch(/^As of 12:00:00/);
    expect(bench.buttons().at(-1)).toBe(`v:h:${command}`);
  });

  test('of a group stays as it is where a viewer, or somebody without the account, taps', async () => {
    const bench = await createChatBench([{ id: 'main', positions: [LONG] }, { id: 'other' }], {
      users: [OWNER, VIEWER, { id: '444', role: 'trader', brokers: ['other'] }],
    });
    await bench.say('/positions @main', { chatId: -5, chatType: 'supergroup' });
    const refresh = bench.buttons().at(-1) ?? '';
    bench.texts();
    for (const from of [333, 444]) {
      await bench.tap(refresh, { from, chatId: -5 });
      expect(bench.texts()).toHaveLength(1);
    }
    expect(bench.sent.filter(({ method }) => method === 'editMessageText')).toEqual([]);
    await bench.tap(refresh, { chatId: -5 });
    expect(bench.sent.filter(({ method }) => method === 'editMessageText')).toHaveLength(1);
  });
});
