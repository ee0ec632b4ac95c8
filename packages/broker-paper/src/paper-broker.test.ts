import { describe, expect, test } from 'vitest';
import { type BrokerEvent, CAPABILITIES, decimal, formatDecimal } from '@perpdesk/broker-core';
import { buy, buyLimit, clientId, connectedBench, createBench, failure, symbol } from './paper-broker.test.fixture.ts';

const half = decimal('0.5');

describe('connection', () => {
  test('before connect and after close every method refuses', async () => {
    const { broker } = createBench();
    const calls: (() => Promise<unknown>)[] = [
      () => broker.testConnection(),
      () => broker.getServerTime(),
      () => broker.getInstruments(),
      () => broker.getInstrument(symbol),
      () => broker.getMarkPrice(symbol),
      () => broker.getAccount(),
      () => broker.getBalance('USDT'),
      () => broker.getPositions(),
      () => broker.getPosition(symbol),
      () => broker.getLeverageBrackets(symbol),
      () => broker.getLeverage(symbol),
      () => broker.getMarginType(symbol),
      () => broker.getPositionMode(),
      () => broker.setLeverage(symbol, 5),
      () => broker.setMarginType(symbol, 'cross'),
      () => broker.setPositionMode('hedge'),
      () => broker.placeOrder(buy('a')),
      () => broker.placeOrders([buy('a')]),
      () => broker.amendOrder({ symbol, clientOrderId: clientId('a'), quantity: half, price: half }),
      () => broker.cancelOrder({ symbol, clientOrderId: clientId('a') }),
      () => broker.cancelAllOrders(),
      () => broker.closePosition(symbol, { clientOrderId: clientId('a') }),
      () => broker.setDeadMansSwitch(symbol, 0),
      () => broker.getOrder({ symbol, clientOrderId: clientId('a') }),
      () => broker.findOrder({ symbol, clientOrderId: clientId('a') }),
      () => broker.getOpenOrders(),
      () => broker.getOrderHistory(),
      () => broker.getFills(),
      () => broker.getIncome(),
      async () => broker.watchAccount(),
    ];
    const check = async () => {
      for (const call of calls) expect(await failure(call())).toBe('not-connected (not-sent)');
    };
    await check();
    await broker.connect();
    await broker.connect();
    expect(broker.isConnected).toBe(true);
    await broker.close();
    await broker.close();
    expect(broker.isConnected).toBe(false);
    await check();
  });

  test('goes on after close where it was', async () => {
    const { broker, feed } = await connectedBench();
    await broker.placeOrder(buy('a'));
    feed.setPrice(symbol, decimal('61000'));
    await broker.close();
    await broker.connect();
    expect((await broker.getPositions()).map(({ quantity }) => formatDecimal(quantity))).toEqual(['0.02']);
    expect(formatDecimal(await broker.getMarkPrice(symbol))).toBe('61000');
    await broker.close();
  });

  test('has all capabilities', () => {
    expect(CAPABILITIES.filter((one) => !createBench().broker.capabilities.has(one))).toEqual([]);
  });
});

describe('orders', () => {
  test('are told to every watcher, from the call on', async () => {
    const { broker } = await connectedBench();
    const watchers = [broker.watchAccount(), broker.watchAccount()];
    await broker.placeOrder(buy('a'));
    await broker.close();
    for (const watcher of watchers) {
      const events: BrokerEvent[] = [];
      for await (const event of watcher) events.push(event);
      expect(events.map(({ type }) => type)).toEqual([
        'order-updated',
        'fill-received',
        'order-updated',
        'position-updated',
        'balance-updated',
      ]);
      expect(events[1]).toMatchObject({ venueAt: 1_000_000, receivedAt: 1_000_000, fill: { clientOrderId: 'a' } });
    }
  });

  test('resting ones fill when the feed reaches them', async () => {
    const { broker, feed } = await connectedBench();
    await broker.placeOrder(buyLimit('a', '59000'));
    feed.setPrice(symbol, decimal('58000'));
    expect(await broker.getOrder({ symbol, clientOrderId: clientId('a') })).toMatchObject({ status: 'filled' });
    expect((await broker.getFills()).map(({ price }) => formatDecimal(price))).toEqual(['59000']);
    await broker.close();
  });

  test.each([
    ['an unknown symbol', { ...buy('a'), symbol: 'CATUSDT' }, 'unknown-symbol (rejected)'],
    ['a quantity off the step', buy('a', '0.0205'), 'invalid-precision (not-sent)'],
    ['a notional below the minimum', buy('a', '0.001'), 'below-minimum (not-sent)'],
    ['a quantity above the maximum', buy('a', '121'), 'above-maximum (not-sent)'],
    ['a price off the tick', buyLimit('a', '59000.05'), 'invalid-precision (not-sent)'],
    ['more than the margin carries', buy('a', '2'), 'insufficient-margin (rejected)'],
    ['the wrong mode', { ...buy('a'), positionSide: 'long' } as const, 'position-mode-mismatch (not-sent)'],
  ])('with %s are refused', async (_, request, expected) => {
    const { broker } = await connectedBench();
    expect(await failure(broker.placeOrder(request))).toBe(expected);
    expect(await broker.getOrderHistory()).toEqual([]);
    await broker.close();
  });

  test('may use a client id again once it is no longer open', async () => {
    const { broker } = await connectedBench();
    const ref = { symbol, clientOrderId: clientId('a') };
    await broker.placeOrder(buyLimit('a', '59000'));
    expect(await failure(broker.placeOrder(buy('a')))).toBe('duplicate-client-order-id (unknown)');
    expect(await broker.cancelOrder(ref)).toMatchObject({ status: 'canceled' });
    await broker.placeOrder(buy('a'));
    expect(await broker.findOrder(ref)).toMatchObject({ order: { status: 'filled' }, serverAt: 1_000_000 });
    expect(await broker.getOrderHistory()).toHaveLength(2);
    await broker.close();
  });

  test('that ended are told apart from those that never were', async () => {
    const { broker } = await connectedBench();
    await broker.placeOrder(buy('a'));
    const ended = { symbol, clientOrderId: clientId('a') };
    const never = { symbol, clientOrderId: clientId('b') };
    expect(await failure(broker.cancelOrder(ended))).toBe('order-not-open (rejected)');
    expect(await failure(broker.cancelOrder(never))).toBe('order-not-found (rejected)');
    expect(await failure(broker.getOrder(never))).toBe('order-not-found (rejected)');
    expect(await broker.findOrder(never)).toEqual({ order: null, serverAt: 1_000_000 });
    const terms = { quantity: half, price: half };
    expect(await failure(broker.amendOrder({ ...ended, ...terms }))).toBe('order-not-open (rejected)');
    await broker.close();
  });

  test('are amended, placed in batches and canceled together', async () => {
    const { broker } = await connectedBench();
    const results = await broker.placeOrders([buyLimit('a', '59000'), buy('b', '9'), buyLimit('c', '58000')]);
    expect(results.map(({ ok }) => ok)).toEqual([true, false, true]);
    const terms = { quantity: decimal('0.03'), price: decimal('58500') };
    const amended = await broker.amendOrder({ symbol, clientOrderId: clientId('a'), ...terms });
    expect(amended).toMatchObject({ status: 'open', ...terms });
    expect((await broker.getOpenOrders()).map(({ clientOrderId }) => clientOrderId)).toEqual(['c', 'a']);
    const taken = await broker.amendOrder({ symbol, clientOrderId: clientId('a'), ...terms, price: decimal('60500') });
    expect(taken.status).toBe('filled');
    expect((await broker.cancelAllOrders(symbol)).map(({ clientOrderId }) => clientOrderId)).toEqual(['c']);
    await broker.close();
  });
});

describe('the dead man’s switch', () => {
  test('cancels the symbol’s plain orders at its end, unless it is said again', async () => {
    const { broker, clock } = await connectedBench();
    await broker.placeOrder(buyLimit('a', '59000'));
    await broker.setDeadMansSwitch(symbol, 5000);
    await clock.advance(4000);
    await broker.setDeadMansSwitch(symbol, 5000);
    await clock.advance(4999);
    expect(await broker.getOpenOrders()).toHaveLength(1);
    await clock.advance(1);
    expect(await broker.getOrder({ symbol, clientOrderId: clientId('a') })).toMatchObject({ status: 'canceled' });
    await broker.setDeadMansSwitch(symbol, 5000);
    await broker.setDeadMansSwitch(symbol, 0);
    expect(clock.scheduledCount).toBe(0);
    expect(await failure(broker.setDeadMansSwitch(symbol, -1))).toBe('invalid-request (not-sent)');
    await broker.close();
  });

  test('runs on after close, and over a file that was left', async () => {
    const { broker, clock } = await connectedBench();
    await broker.placeOrder(buyLimit('a', '59000'));
    await broker.setDeadMansSwitch(symbol, 5000);
    await broker.close();
    await clock.advance(5000);
    await broker.connect();
    await clock.advance(0);
    expect(await broker.getOpenOrders()).toEqual([]);
    await broker.close();
  });
});

describe('closePosition', () => {
  test('closes all, a share or a quantity by an order that only reduces', async () => {
    const { broker } = await connectedBench();
    await broker.placeOrder(buy('a', '0.035'));
    const share = await broker.closePosition(symbol, { clientOrderId: clientId('b'), fraction: half });
    expect([formatDecimal(share.filledQuantity), share.reduceOnly]).toEqual(['0.017', true]);
    const part = await broker.closePosition(symbol, { clientOrderId: clientId('c'), quantity: decimal('0.003') });
    expect(formatDecimal(part.filledQuantity)).toBe('0.003');
    const rest = await broker.closePosition(symbol, { clientOrderId: clientId('d') });
    expect(formatDecimal(rest.filledQuantity)).toBe('0.015');
    expect(await broker.getPosition(symbol)).toBeNull();
    const again = broker.closePosition(symbol, { clientOrderId: clientId('e') });
    expect(await failure(again)).toBe('reduce-only-rejected (rejected)');
    await broker.close();
  });

  test('needs a side in hedge mode', async () => {
    const { broker } = await connectedBench({ positionMode: 'hedge' });
    await broker.placeOrder({ ...buy('a'), positionSide: 'long' });
    const closing = broker.closePosition(symbol, { clientOrderId: clientId('b') });
    expect(await failure(closing)).toBe('invalid-request (not-sent)');
    const order = await broker.closePosition(symbol, { clientOrderId: clientId('b'), positionSide: 'long' });
    expect(order).toMatchObject({ status: 'filled', side: 'sell', positionSide: 'long' });
    await broker.close();
  });
});

describe('settings', () => {
  test('are read, set and kept', async () => {
    const { broker } = await connectedBench({ leverage: 20, marginType: 'isolated' });
    expect([await broker.getLeverage(symbol), await broker.getMarginType(symbol)]).toEqual([20, 'isolated']);
    await broker.setLeverage(symbol, 5);
    await broker.setMarginType(symbol, 'cross');
    await broker.setPositionMode('hedge');
    await broker.setPositionMode('hedge');
    await broker.close();
    await broker.connect();
    expect([await broker.getLeverage(symbol), await broker.getMarginType(symbol)]).toEqual([5, 'cross']);
    expect(await broker.getPositionMode()).toBe('hedge');
    await broker.close();
  });
});
