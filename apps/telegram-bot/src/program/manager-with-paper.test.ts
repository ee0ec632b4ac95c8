import { afterEach, describe, expect, test } from 'vitest';
import { createBrokerManager, type BrokerSettings, type ManagedEvent } from '@perpdesk/broker-manager';
import { type Decimal, decimal, type OrderRequest, toClientOrderId } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import {
  createManualPriceFeed,
  createMemoryPaperStore,
  createPaperBroker,
  type PaperBrokerOptions,
  type PaperStore,
} from '@perpdesk/broker-paper';

const START = 1_800_000_000_000;
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function desk(settings: BrokerSettings, options: Partial<PaperBrokerOptions> = {}) {
  const clock = createFakeClock(START);
  const feed = createManualPriceFeed();
  const store = createMemoryPaperStore();
  const broker = createPaperBroker({ id: 'paper', store, feed, clock, ...options });
  const manager = createBrokerManager({ clock });
  closers.push(() => manager.close());
  const events: ManagedEvent[] = [];
  manager.subscribe((event) => events.push(event));
  manager.add(broker, settings);
  const [report] = await manager.connectAll();
  const told = async () => {
    await clock.advance(0);
    return events.splice(0).map(({ event }) => event.type);
  };
  return { clock, feed, store, broker, manager, report, told, view: manager.view('paper') };
}

let orders = 0;
const order = (side: 'buy' | 'sell', positionSide: 'net' | 'long' | 'short', quantity = '0.02'): OrderRequest => ({
  type: 'market',
  symbol: 'BTCUSDT',
  side,
  positionSide,
  quantity: decimal(quantity),
  clientOrderId: toClientOrderId(`o-${++orders}`),
});
const limitOrder = (price: string): OrderRequest => ({
  type: 'limit',
  symbol: 'BTCUSDT',
  side: 'buy',
  positionSide: 'net',
  quantity: decimal('0.02'),
  price: decimal(price),
  clientOrderId: toClientOrderId(`o-${++orders}`),
});
const text = (value: Decimal | null | undefined) => value?.toFixed() ?? null;

type Desk = Awaited<ReturnType<typeof desk>>;

/** What is in memory is what the exchange says. */
async function expectSame({ broker, view, clock }: Desk) {
  await clock.advance(0);
  expect(view.positions).toEqual(await broker.getPositions());
  expect(view.openOrders).toEqual(await broker.getOpenOrders());
  const { updatedAt: _, ...account } = await broker.getAccount();
  expect(view.account).toMatchObject(account);
}

describe('a paper account', () => {
  test('in hedge mode: settings are applied, both sides are seen apart', async () => {
    const it = await desk({
      positionMode: 'hedge',
      leverage: 20,
      marginType: 'isolated',
      symbols: { ETHUSDT: { leverage: 5, marginType: 'cross' } },
      tradedSymbols: ['BTCUSDT'],
    });
    expect(it.report).toMatchObject({ ok: true, error: null });
    expect(it.report?.settings.map(({ setting, result }) => [setting, result])).toEqual([
      ['positionMode', 'set'],
      ['BTCUSDT marginType', 'set'],
      ['BTCUSDT leverage', 'set'],
      ['ETHUSDT marginType', 'already-so'],
      ['ETHUSDT leverage', 'set'],
    ]);
    expect([it.view.positionMode, it.view.leverage('BTCUSDT'), it.view.marginType('BTCUSDT')]).toEqual([
      'hedge',
      20,
      'isolated',
    ]);
    await it.broker.placeOrder(order('buy', 'long', '0.03'));
    await it.broker.placeOrder(order('sell', 'short'));
    await it.clock.advance(0);
    expect(text(it.view.position('BTCUSDT', 'long')?.quantity)).toBe('0.03');
    expect(text(it.view.position('BTCUSDT', 'short')?.quantity)).toBe('-0.02');
    expect(it.view.position('BTCUSDT', 'net')).toBeNull();
    await expectSame(it);
    await it.broker.closePosition('BTCUSDT', { clientOrderId: toClientOrderId('x'), positionSide: 'long' });
    await it.clock.advance(0);
    expect(it.view.position('BTCUSDT', 'long')).toBeNull();
    expect(it.view.positions).toHaveLength(1);
    await expectSame(it);
  });

  test('keeps its mode while something is open, and says so', async () => {
    const store: PaperStore = createMemoryPaperStore();
    const first = await desk({}, { store });
    await first.broker.placeOrder(order('buy', 'net'));
    await first.manager.close();
    const it = await desk({ positionMode: 'hedge' }, { store });
    expect(it.report?.settings).toMatchObject([{ setting: 'positionMode', result: 'refused' }]);
    expect(it.view).toMatchObject({ isReady: true, positionMode: 'one-way' });
    expect(text(it.view.position('BTCUSDT', 'net')?.quantity)).toBe('0.02');
  });

  test('tells a fill in one order of events, and memory agrees with the exchange after each', async () => {
    const it = await desk({ tradedSymbols: ['BTCUSDT'] });
    expect(await it.told()).toEqual([]);
    await it.broker.placeOrder(order('buy', 'net'));
    const filled = ['order-updated', 'fill-received', 'order-updated', 'position-updated', 'balance-updated'];
    expect(await it.told()).toEqual(filled);
    await expectSame(it);
    it.feed.setPrice('BTCUSDT', decimal('61000'));
    await it.broker.placeOrder(order('sell', 'net', '0.05'));
    expect(await it.told()).toEqual(filled);
    await expectSame(it);
  });

  test('is refreshed from time to time, for prices move without an event', async () => {
    const it = await desk({ tradedSymbols: ['BTCUSDT'] });
    await it.broker.placeOrder(order('buy', 'net'));
    it.feed.setPrice('BTCUSDT', decimal('70000'));
    await it.clock.advance(60_000);
    expect(text(it.view.position('BTCUSDT', 'net')?.markPrice)).toBe('70000');
    expect(text(it.view.account?.equity)).toBe('10199.4');
    await expectSame(it);
  });

  test('is refreshed in what a resting order and another leverage hold back, too', async () => {
    const it = await desk({ tradedSymbols: ['BTCUSDT'] });
    await it.broker.placeOrder(limitOrder('50000'));
    await it.broker.placeOrder(order('buy', 'net'));
    await it.broker.setLeverage('BTCUSDT', 5);
    await it.clock.advance(60_000);
    await expectSame(it);
    expect(text(it.view.account?.availableBalance)).toBe('9559.4');
    expect(it.view.leverage('BTCUSDT')).toBe(5);
  });

  test('whose file fails is not ready, and is found again as it was committed', async () => {
    const store = createMemoryPaperStore();
    let isFull = false;
    const failing: PaperStore = {
      ...store,
      commit: async (changes) => {
        if (isFull) throw new Error('disk full');
        return store.commit(changes);
      },
    };
    const it = await desk({ tradedSymbols: ['BTCUSDT'] }, { store: failing });
    await it.broker.placeOrder(order('buy', 'net'));
    isFull = true;
    await expect(it.broker.placeOrder(order('buy', 'net'))).rejects.toThrow('disk full');
    await it.clock.advance(0);
    expect(it.view.isReady).toBe(false);
    isFull = false;
    await it.clock.advance(60_000);
    expect(it.view.isReady).toBe(true);
    expect(text(it.view.position('BTCUSDT', 'net')?.quantity)).toBe('0.02');
    await expectSame(it);
  });
});
