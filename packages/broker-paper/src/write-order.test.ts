import { describe, expect, test } from 'vitest';
import { buy, buyLimit, clientId, connectedBench, failure, symbol } from './paper-broker.test.fixture.ts';
import { createMemoryPaperStore } from './store/memory-store.ts';
import { PaperStoreError } from './store/paper-store-error.ts';
import type { PaperStore } from './store/paper-store.ts';

const at = 1_000_000;

describe('validity', () => {
  test('is checked on arrival, both ends inside', async () => {
    const { broker } = await connectedBench();
    const place = (id: string, fromAt: number, untilAt: number) =>
      failure(broker.placeOrder(buyLimit(id, '59000'), { validity: { fromAt, untilAt } }));
    expect(await place('early', at + 1, at + 10)).toBe('validity-expired (rejected)');
    expect(await place('late', at - 10, at - 1)).toBe('validity-expired (rejected)');
    expect(await place('first', at, at + 10)).toBe('resolved');
    expect(await place('last', at - 10, at)).toBe('resolved');
    await broker.close();
  });

  test('is checked again at the matching, so that an order does not come to life after it', async () => {
    const { broker, clock } = await connectedBench({ latencyMs: 300 });
    const late = failure(broker.placeOrder(buy('late'), { validity: { fromAt: at, untilAt: at + 299 } }));
    const inTime = failure(broker.placeOrder(buy('in-time'), { validity: { fromAt: at, untilAt: at + 300 } }));
    await clock.advance(300);
    expect(await late).toBe('validity-expired (rejected)');
    expect(await inTime).toBe('resolved');
    expect((await broker.getOrderHistory()).map(({ clientOrderId }) => clientOrderId)).toEqual(['in-time']);
    await broker.close();
  });

  test('holds for a cancellation too', async () => {
    const { broker } = await connectedBench();
    await broker.placeOrder(buyLimit('a', '59000'));
    const validity = { fromAt: at - 10, untilAt: at - 1 };
    const canceling = broker.cancelOrder({ symbol, clientOrderId: clientId('a') }, { validity });
    expect(await failure(canceling)).toBe('validity-expired (rejected)');
    expect(await broker.getOpenOrders()).toHaveLength(1);
    await broker.close();
  });
});

describe('a write', () => {
  test('is committed before it resolves and before anybody is told', async () => {
    const log: string[] = [];
    const memory = createMemoryPaperStore();
    const store: PaperStore = {
      ...memory,
      async commit(changes) {
        await Promise.resolve();
        await memory.commit(changes);
        log.push(`committed ${changes.orders.map(({ clientOrderId }) => clientOrderId).join()}`);
      },
    };
    const { broker } = await connectedBench({ store });
    log.length = 0;
    const watching = (async () => {
      for await (const event of broker.watchAccount()) log.push(event.type);
    })();
    await broker.placeOrder(buyLimit('a', '59000'));
    log.push('resolved');
    await broker.close();
    await watching;
    expect(log[0]).toBe('committed a');
    expect(log.slice(1, 3).toSorted()).toEqual(['order-updated', 'resolved']);
  });

  test('is seen by what is asked after it, though it has not resolved yet', async () => {
    const { broker } = await connectedBench();
    const placing = broker.placeOrder(buy('a'));
    const found = await broker.findOrder({ symbol, clientOrderId: clientId('a') });
    expect(found.order?.status).toBe('filled');
    await placing;
    await broker.close();
  });

  test('that is aborted is unknown, and goes on', async () => {
    const { broker, clock } = await connectedBench({ latencyMs: 100 });
    const controller = new AbortController();
    const placing = failure(broker.placeOrder(buy('a'), { abortSignal: controller.signal }));
    controller.abort();
    expect(await placing).toBe('aborted (unknown)');
    expect(await failure(broker.placeOrder(buy('b'), { abortSignal: controller.signal }))).toBe('aborted (not-sent)');
    await clock.advance(100);
    expect((await broker.getOrderHistory()).map(({ clientOrderId }) => clientOrderId)).toEqual(['a']);
    await broker.close();
  });

  test('whose commit fails is unknown, and the broker disconnects', async () => {
    const memory = createMemoryPaperStore();
    let isBroken = false;
    const store: PaperStore = {
      ...memory,
      async commit(changes) {
        if (isBroken) throw new PaperStoreError('failed', 'The disk is full.');
        await memory.commit(changes);
      },
    };
    const { broker, clock } = await connectedBench({ store });
    isBroken = true;
    const placing = failure(broker.placeOrder(buy('a')));
    const behind = failure(broker.placeOrder(buy('b')));
    expect(await placing).toBe('venue-error (unknown)');
    expect(await behind).toBe('not-connected (not-sent)');
    await clock.advance(0);
    expect(broker.isConnected).toBe(false);
    isBroken = false;
    await broker.connect();
    expect(await broker.getPositions()).toEqual([]);
    await broker.close();
  });
});

test('a look into history that fails is a failure of the exchange, and nothing was cancelled', async () => {
  const memory = createMemoryPaperStore();
  const store: PaperStore = {
    ...memory,
    findOrder: () => Promise.reject(new PaperStoreError('failed', 'The disk is gone.')),
  };
  const { broker } = await connectedBench({ store });
  await broker.placeOrder(buy('a'));
  const ended = { symbol, clientOrderId: clientId('a') };
  expect(await failure(broker.cancelOrder(ended))).toBe('venue-error (rejected)');
  await broker.close();
});

describe('a price', () => {
  test('is committed only with what it moved', async () => {
    const memory = createMemoryPaperStore();
    let commits = 0;
    const store: PaperStore = { ...memory, commit: (changes) => ((commits += 1), memory.commit(changes)) };
    const { broker, feed } = await connectedBench({ store });
    await broker.placeOrder(buyLimit('a', '59000'));
    commits = 0;
    const last = await broker.getMarkPrice(symbol);
    feed.setPrice(symbol, last.minus('1'));
    await broker.getServerTime();
    expect(commits).toBe(0);
    feed.setPrice(symbol, last.minus('2000'));
    await broker.getServerTime();
    expect(commits).toBe(1);
    await broker.close();
  });

  test('is not needed for a good-till date to come', async () => {
    const { broker, clock } = await connectedBench();
    const goodTill = { timeInForce: 'gtd', goodTillAt: at + 5000 } as const;
    await broker.placeOrder({ ...buyLimit('a', '59000'), ...goodTill });
    await clock.advance(4999);
    expect(await broker.getOpenOrders()).toHaveLength(1);
    await clock.advance(1);
    expect(await broker.getOpenOrders()).toEqual([]);
    await broker.close();
    expect(clock.scheduledCount).toBe(0);
  });
});
