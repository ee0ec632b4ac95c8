import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Broker, decimal, formatDecimal } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryPaperStore, createPaperBroker, createSqlitePaperStore } from './index.ts';
import { buy, buyLimit, clientId, connectedBench, symbol } from './paper-broker.test.fixture.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paper-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const prices = async (broker: Broker) =>
  Promise.all(['BTCUSDT', 'XRPUSDT'].map(async (name) => formatDecimal(await broker.getMarkPrice(name))));

describe('an exchange in a file', () => {
  test('is found again as it was left', async () => {
    const path = join(folder, 'paper.db');
    const { broker, feed } = await connectedBench({ store: createSqlitePaperStore({ path }) });
    await broker.placeOrder(buy('a'));
    await broker.placeOrder(buyLimit('b', '59000'));
    feed.setPrice(symbol, decimal('60500'));
    const before = [await broker.getAccount(), await broker.getPositions(), await broker.getOpenOrders()];
    await broker.close();

    const balances = { USDT: decimal('77') };
    const next = await connectedBench({ store: createSqlitePaperStore({ path }), balances });
    expect([
      await next.broker.getAccount(),
      await next.broker.getPositions(),
      await next.broker.getOpenOrders(),
    ]).toEqual(before);
    next.feed.setPrice(symbol, decimal('58000'));
    const ref = { symbol, clientOrderId: clientId('b') };
    expect((await next.broker.getOrder(ref)).status).toBe('filled');
    await next.broker.closePosition(symbol, { clientOrderId: clientId('c') });
    expect((await next.broker.getFills()).map(({ tradeId }) => tradeId)).toEqual(['1', '2', '3']);
    await next.broker.close();
  });

  test('keeps what a trailing stop has seen, and lets the feed give mark prices anew', async () => {
    const store = createMemoryPaperStore();
    const left = await connectedBench({ store });
    const { clientOrderId, quantity } = buy('a');
    const trailing = { symbol, side: 'sell', positionSide: 'net', quantity, triggerBy: 'last' } as const;
    await left.broker.placeOrder({
      ...trailing,
      type: 'trailing-stop-market',
      callbackRate: decimal('1'),
      clientOrderId,
    });
    left.feed.setPrice(symbol, decimal('70000'), decimal('65000'));
    expect(formatDecimal(await left.broker.getMarkPrice(symbol))).toBe('65000');
    const stored = await store.load();
    const copy = createMemoryPaperStore();
    await copy.commit({ orders: [], fills: [], incomes: [], state: stored ?? '' });
    await left.broker.close();

    const { broker, feed } = await connectedBench({ store: copy });
    expect(formatDecimal(await broker.getMarkPrice(symbol))).toBe('70000');
    feed.setPrice(symbol, decimal('69300'));
    expect((await broker.getFills()).map(({ price }) => formatDecimal(price))).toEqual(['69300']);
    await broker.close();
  });

  test('serves one broker at a time, and says so by the file’s name', async () => {
    const path = join(folder, 'paper.db');
    const first = await connectedBench({ store: createSqlitePaperStore({ path }) });
    const second = createPaperBroker({ id: 'second', store: createSqlitePaperStore({ path }) });
    await expect(second.connect()).rejects.toMatchObject({
      code: 'venue-error',
      outcome: 'not-sent',
      message: `${path} is open in another paper broker. Stop that one first.`,
    });
    expect(second.isConnected).toBe(false);
    await first.broker.close();
    await second.connect();
    await second.close();
  });

  test('is refused where its state cannot be read', async () => {
    const store = createMemoryPaperStore();
    await store.commit({ orders: [], fills: [], incomes: [], state: '{"nextOrderId":"one"}' });
    const broker = createPaperBroker({ id: 'paper', store });
    await expect(broker.connect()).rejects.toMatchObject({
      code: 'venue-error',
      message: expect.stringMatching(/^The stored paper exchange cannot be read\. state\.positions: expected a list/),
    });
  });
});

describe('the broker’s own prices', () => {
  test('walk the same way for the same seed', async () => {
    const run = async (seed: number) => {
      const clock = createFakeClock(0);
      const broker = createPaperBroker({ id: 'paper', store: createMemoryPaperStore(), clock, seed });
      await broker.connect();
      await clock.advance(10_000);
      const seen = await prices(broker);
      await broker.close();
      expect(clock.scheduledCount).toBe(0);
      return seen;
    };
    const first = await run(1);
    expect(first).not.toEqual(['60000', '0.6']);
    expect(await run(1)).toEqual(first);
    expect(await run(2)).not.toEqual(first);
  });

  test('stand without volatility, and go on from where they were', async () => {
    const clock = createFakeClock(0);
    const store = createMemoryPaperStore();
    const walking = createPaperBroker({ id: 'paper', store, clock });
    await walking.connect();
    await clock.advance(5000);
    const last = await prices(walking);
    await walking.close();
    const standing = createPaperBroker({ id: 'paper', store, clock, volatility: decimal('0') });
    await standing.connect();
    await clock.advance(5000);
    expect(await prices(standing)).toEqual(last);
    await standing.close();
  });
});
