import { describe, expect, test } from 'vitest';
import { BrokerError } from '../broker-error.ts';
import type { BrokerEvent } from '../broker-event.ts';
import { decimal } from '../decimal.ts';
import { toClientOrderId, toVenueOrderId } from '../ids.ts';
import { createFakeBroker, createFakeClock, fakeFill, fakeOrder, fakePosition } from './index.ts';

const request = {
  symbol: 'BTCUSDT',
  side: 'buy',
  positionSide: 'net',
  type: 'market',
  quantity: decimal('0.01'),
  clientOrderId: toClientOrderId('a'),
} as const;
const { clientOrderId, symbol } = request;
const times = { venueAt: 1, receivedAt: 2 };

describe('script', () => {
  test('answers once in order, then stands, then falls back to the default', async () => {
    const broker = createFakeBroker({ isConnected: true });
    broker.script.on('getMarkPrice', () => decimal('1'));
    broker.script.on('getMarkPrice', new BrokerError('timeout', { message: 'No answer.', operation: 'getMarkPrice' }));
    expect((await broker.getMarkPrice(symbol)).toFixed()).toBe('1');
    await expect(broker.getMarkPrice(symbol)).rejects.toThrow('No answer.');
    expect((await broker.getMarkPrice(symbol)).toFixed()).toBe('60000');
    broker.script.always('getMarkPrice', () => decimal('3'));
    expect((await broker.getMarkPrice(symbol)).toFixed()).toBe('3');
    expect((await broker.getMarkPrice(symbol)).toFixed()).toBe('3');
  });

  test('an answer sees the arguments and may be told later', async () => {
    const broker = createFakeBroker({ isConnected: true });
    broker.script.on('placeOrder', async (sent) => fakeOrder(sent, { status: 'filled' }));
    expect(await broker.placeOrder(request)).toMatchObject({ status: 'filled', clientOrderId: 'a' });
  });

  test('hang answers nothing until aborted', async () => {
    const broker = createFakeBroker({ isConnected: true });
    broker.script.on('placeOrder', 'hang');
    const controller = new AbortController();
    const placing = broker.placeOrder(request, { abortSignal: controller.signal });
    controller.abort();
    await expect(placing).rejects.toMatchObject({ code: 'aborted', outcome: 'unknown' });
  });
});

describe('defaults', () => {
  test('before connect everything throws not-connected', async () => {
    const broker = createFakeBroker();
    await expect(broker.placeOrder(request)).rejects.toMatchObject({ code: 'not-connected', outcome: 'not-sent' });
    await broker.connect();
    expect(broker.isConnected).toBe(true);
    await broker.placeOrder(request);
    await broker.close();
    await expect(broker.getAccount()).rejects.toMatchObject({ code: 'not-connected' });
  });

  test('a placed order stays open, is found, amended and canceled', async () => {
    const broker = createFakeBroker({ isConnected: true, clock: createFakeClock(7) });
    await broker.placeOrder({ ...request, type: 'limit', price: decimal('50000') });
    expect(await broker.findOrder({ symbol, clientOrderId })).toMatchObject({ order: { status: 'open' }, serverAt: 7 });
    const amended = await broker.amendOrder({ symbol, clientOrderId, quantity: decimal('1'), price: decimal('2') });
    expect(amended.price?.toFixed()).toBe('2');
    expect(await broker.getOpenOrders()).toHaveLength(1);
    expect(await broker.cancelAllOrders('ETHUSDT')).toEqual([]);
    expect(await broker.cancelAllOrders()).toMatchObject([{ status: 'canceled' }]);
    expect(await broker.getOpenOrders(symbol)).toEqual([]);
    expect(await broker.getOrder({ symbol, venueOrderId: toVenueOrderId('venue-a') })).toMatchObject({
      status: 'canceled',
    });
  });

  test('what does not exist is named', async () => {
    const broker = createFakeBroker({ isConnected: true });
    await expect(broker.getInstrument('NOUSDT')).rejects.toMatchObject({ code: 'unknown-symbol' });
    await expect(broker.getOrder({ symbol, clientOrderId })).rejects.toMatchObject({ code: 'order-not-found' });
    await expect(broker.closePosition(symbol, { clientOrderId })).rejects.toMatchObject({
      code: 'reduce-only-rejected',
    });
    expect(await broker.findOrder({ symbol, clientOrderId })).toMatchObject({ order: null });
    expect(await broker.getPosition(symbol)).toBeNull();
  });

  test('closePosition closes by the opposite side, in part by fraction', async () => {
    const broker = createFakeBroker({ isConnected: true, positions: [fakePosition({ quantity: decimal('-0.015') })] });
    const order = await broker.closePosition(symbol, { clientOrderId, fraction: decimal('0.5') });
    expect(order).toMatchObject({ side: 'buy', type: 'market', reduceOnly: true });
    expect(order.quantity?.toFixed()).toBe('0.007');
  });
});

describe('as the contract has it', () => {
  test('after close it connects anew, and its stream with it; without a connection there is none', async () => {
    const broker = createFakeBroker();
    expect(() => broker.watchAccount()).toThrow(expect.objectContaining({ code: 'not-connected' }));
    await broker.connect();
    const before = broker.watchAccount()[Symbol.asyncIterator]();
    await broker.close();
    expect(await before.next()).toMatchObject({ done: true });
    await broker.connect();
    const after = broker.watchAccount()[Symbol.asyncIterator]();
    await broker.connect();
    broker.emit({ type: 'order-updated', ...times, order: fakeOrder(request) });
    expect(await after.next()).toMatchObject({ done: false, value: { type: 'order-updated' } });
  });

  test('a side that the mode does not have, or none in hedge mode, is not flat', async () => {
    const hedge = createFakeBroker({ isConnected: true, positions: [fakePosition({ positionSide: 'long' })] });
    await expect(hedge.getPosition(symbol)).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(hedge.getPosition(symbol, 'net')).rejects.toMatchObject({ code: 'position-mode-mismatch' });
    await expect(hedge.closePosition(symbol, { clientOrderId })).rejects.toMatchObject({ code: 'invalid-request' });
    expect(await hedge.getPosition(symbol, 'short')).toBeNull();
    const oneWay = createFakeBroker({ isConnected: true });
    await expect(oneWay.getPosition(symbol, 'long')).rejects.toMatchObject({ code: 'position-mode-mismatch' });
  });

  test('an order that has filled is not canceled or amended', async () => {
    const broker = createFakeBroker({ isConnected: true });
    await broker.placeOrder(request);
    const order = fakeOrder(request, { status: 'filled', filledQuantity: request.quantity });
    broker.emit({ type: 'order-updated', ...times, order });
    const ref = { symbol, clientOrderId };
    await expect(broker.cancelOrder(ref)).rejects.toMatchObject({ code: 'order-not-open', outcome: 'rejected' });
    const terms = { quantity: decimal('1'), price: decimal('1') };
    await expect(broker.amendOrder({ ...ref, ...terms })).rejects.toMatchObject({ code: 'order-not-open' });
    expect(await broker.getOrder(ref)).toEqual(order);
  });

  test('an order is found under its own symbol alone', async () => {
    const broker = createFakeBroker({ isConnected: true });
    await broker.placeOrder(request);
    expect(await broker.findOrder({ symbol: 'ETHUSDT', clientOrderId })).toMatchObject({ order: null });
  });

  test('a trailing stop triggers by mark unless told otherwise', () => {
    const trailing = { ...request, type: 'trailing-stop-market', callbackRate: decimal('1') } as const;
    expect(fakeOrder(trailing).triggerBy).toBe('mark');
    expect(fakeOrder({ ...trailing, triggerBy: 'last' }).triggerBy).toBe('last');
    expect(fakeOrder(request).triggerBy).toBeNull();
  });
});

test('calls are recorded in order, with their arguments', async () => {
  const broker = createFakeBroker({ isConnected: true });
  await broker.getPositions();
  await broker.setLeverage(symbol, 20);
  await broker.placeOrder(request);
  expect(broker.calls.map(({ method }) => method)).toEqual(['getPositions', 'setLeverage', 'placeOrder']);
  expect(broker.callsOf('setLeverage')).toEqual([[symbol, 20]]);
  expect(await broker.getLeverage(symbol)).toBe(20);
  expect(broker.callsOf('cancelOrder')).toEqual([]);
});

test('events reach every watcher and change the default answers', async () => {
  const broker = createFakeBroker({ isConnected: true });
  const order = fakeOrder(request, { status: 'filled' });
  const position = fakePosition();
  const events: BrokerEvent[] = [
    { type: 'order-updated', ...times, order },
    { type: 'fill-received', ...times, fill: fakeFill(order), cause: null },
    { type: 'position-updated', ...times, symbol, positionSide: 'net', position },
  ];
  const watching = broker.watchAccount();
  for (const event of events) broker.emit(event);
  expect(await broker.getPositions()).toEqual([position]);
  expect(await broker.getFills({ symbol })).toHaveLength(1);
  expect(await broker.getOrder({ symbol, clientOrderId })).toEqual(order);
  broker.emit({ type: 'position-updated', ...times, symbol, positionSide: 'net', position: null });
  expect(await broker.getPositions()).toEqual([]);
  await broker.close();
  const seen: string[] = [];
  for await (const event of watching) seen.push(event.type);
  expect(seen).toEqual(['order-updated', 'fill-received', 'position-updated', 'position-updated']);
});
