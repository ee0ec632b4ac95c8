import { describe, expect, test } from 'vitest';
import { decimal, isOpenOrder, toClientOrderId } from '@perpdesk/broker-core';
import type { FakeBroker } from '@perpdesk/broker-core/testing';
import { JournalError } from '@perpdesk/journal/port';
import { MARKET_ENTRY } from '../define-route.ts';
import type { PanicReport } from '../engine.ts';
import { standing, TARGETS } from '../protect/protect-world.test.fixture.ts';
import { createExchange } from '../simulation/exchange.test.fixture.ts';
import { createWorld, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';

async function panic(world: World, ms: number): Promise<PanicReport | null> {
  let report: PanicReport | null = null;
  void world.life.engine.panic({ actor: 'user:111', relay: ['desk'] }).then((result) => {
    report = result;
  });
  await world.clock.advance(ms);
  return report;
}

describe('/panic', () => {
  test('closes everything, cancels the stop once flat, blocks entries until resume', async () => {
    const world = await createWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    const report = await panic(world, 10_000);
    expect(report).toEqual({ flat: true, closed: ['one BTCUSDT LONG 0.02'], left: [] });
    expect(world.held()).toBe('0');
    expect(world.exchange.openOrders()).toEqual([]);
    expect(await world.owned()).toBe('0');
    const types = (await world.notices()).map((notice) => notice.type);
    expect(types).toEqual(expect.arrayContaining(['panic.started', 'panic.finished']));
    expect(types).not.toContain('account.drift');
    const tag = { brokerId: 'one' };
    expect((await world.notices()).filter(({ type }) => type.startsWith('panic.'))).toMatchObject([
      { type: 'panic.started', accounts: [tag] },
      { type: 'panic.finished', accounts: [tag] },
    ]);
    expect((await world.journal.listAudit(2)).map(({ actor, action }) => `${actor} ${action}`)).toEqual([
      'user:111 panic.finished',
      'user:111 panic.started',
    ]);
    await world.alert('0.02', '-0.02');
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0');
    expect((await world.notices()).at(-1)).toMatchObject({ type: 'signal.rejected', code: 'panic-block' });
    await world.restart();
    expect(world.life.engine.status().panicBlocked).toBe(true);
    await world.life.engine.resume('111', ['desk']);
    await world.alert('-0.02', '0.02');
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0.02');
  });

  test('a reading that is older than a fill does not take its stop away', async () => {
    const world = await createWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    const broker = world.life.manager.get('one') as FakeBroker;
    broker.script.on('getPositions', () => []);
    const canceled: string[] = [];
    const { cancel } = world.exchange;
    world.exchange.cancel = (reference) => {
      canceled.push(world.held());
      return cancel(reference);
    };
    expect(await panic(world, 20_000)).toMatchObject({ flat: true, left: [] });
    expect(canceled).toEqual([]);
  });

  test('ends when somebody resumes: what is opened from then on stays, with its stop', async () => {
    const world = await createWorld();
    const { place } = world.exchange;
    world.exchange.place = () => new Promise(() => {});
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    world.exchange.place = place;
    let report: PanicReport | null = null;
    void world.life.engine.panic({ actor: 'user:111', relay: ['desk'] }).then((result) => {
      report = result;
    });
    await world.clock.advance(1_000);
    await world.life.engine.resume('111', ['desk']);
    await world.clock.advance(10);
    await world.alert('0.02', '-0.02');
    await world.clock.advance(30_000);
    expect(report).toEqual({ flat: false, closed: [], left: ['one: The desk was resumed before it was proven flat.'] });
    expect(world.held()).toBe('-0.02');
    expect(world.exchange.openOrders().map(({ type }) => type)).toEqual(['stop-market']);
    expect(world.life.engine.status().panicBlocked).toBe(false);
  });

  test('cancels entry orders first, leaves what only reduces until the symbol is flat', async () => {
    const world = await createWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    const canceled: string[] = [];
    const { cancel } = world.exchange;
    world.exchange.cancel = (reference) => {
      const order = cancel(reference);
      canceled.push(`${order.type} while ${world.held()}`);
      return order;
    };
    world.exchange.fillsAtOnce = false;
    await world.exchange.place(
      {
        symbol: 'BTCUSDT',
        side: 'buy',
        positionSide: 'net',
        type: 'market',
        quantity: decimal('1'),
        clientOrderId: toClientOrderId('web_entry'),
      },
      undefined,
    );
    world.exchange.fillsAtOnce = true;
    await panic(world, 10_000);
    expect(canceled[0]).toBe('market while 0.02');
    expect(canceled.slice(1).every((line) => line.endsWith('while 0'))).toBe(true);
    expect(world.exchange.orders.filter(isOpenOrder)).toEqual([]);
  });

  test('works while the journal is read-only, and says so', async () => {
    const world = await createWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    world.journal.commit = () => Promise.reject(new JournalError('read-only', 'The journal is read-only.'));
    const report = await panic(world, 10_000);
    expect(world.held()).toBe('0');
    expect(report).toMatchObject({ flat: true });
    expect(report?.left.join()).toContain('read-only');
    expect(world.life.engine.status().panicBlocked).toBe(true);
  });

  test('is not flat while an unknown entry may still come to life', async () => {
    const world = await createWorld({ routes: [testRoute()] });
    world.exchange.lateMs = 2_900;
    let isFirst = true;
    world.exchange.faultFor = () => {
      const fault = isFirst ? 'late' : 'none';
      isFirst = false;
      return fault;
    };
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    expect(await panic(world, 2_000)).toBeNull();
    await world.clock.advance(20_000);
    expect(world.held()).toBe('0');
    expect((await world.notices()).find((notice) => notice.type === 'panic.finished')).toMatchObject({ flat: true });
  });

  test('lists what is left when the bound is over', async () => {
    const world = await createWorld({ routes: [testRoute()] });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    world.exchange.faultFor = () => 'rejected';
    const report = await panic(world, 70_000);
    expect(report?.flat).toBe(false);
    expect(report?.left[0]).toContain('one BTCUSDT LONG 0.02');
  });

  test('the same panic again joins it, and after a crash goes on as it: told once', async () => {
    const world = await createWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    const again = () => world.life.engine.panic({ id: 'nonce', actor: '111', relay: ['desk'] });
    const { place } = world.exchange;
    world.exchange.place = () => new Promise(() => {});
    void again();
    void again();
    await world.clock.advance(50);
    world.exchange.place = place;
    await world.restart();
    void again();
    await world.clock.advance(10_000);
    expect(await again()).toMatchObject({ flat: true });
    expect(world.exchange.orders.filter(({ side, type }) => side === 'sell' && type === 'market')).toHaveLength(1);
    const types = (await world.notices()).map((notice) => notice.type);
    expect(types.filter((type) => type === 'panic.started')).toHaveLength(1);
    expect(types.filter((type) => type === 'panic.finished')).toHaveLength(1);
  });

  test('closes both sides in hedge mode, in parts, each account by itself', async () => {
    const first = await createWorld({ routes: [testRoute()] });
    const second = createExchange(first.clock);
    second.mode = 'hedge';
    const world = first;
    await world.restart({ others: { two: second } });
    second.tradeByHand('buy', '250', 'long');
    second.tradeByHand('sell', '1', 'short');
    const report = await panic(world, 10_000);
    expect(report?.flat).toBe(true);
    expect(second.positions()).toEqual([]);
    expect(
      second.orders.map((order) => `${order.side} ${order.positionSide} ${order.quantity?.toFixed()}`).toSorted(),
    ).toEqual(['buy short 1', 'sell long 10', 'sell long 120', 'sell long 120']);
    expect(new Set(second.orders.map(({ clientOrderId }) => clientOrderId)).size).toBe(4);
  });

  test('of one account: what fills on another meanwhile has its stop and its targets', async () => {
    const entry = { ...MARKET_ENTRY, type: 'limit', offsetPercent: decimal('1'), expiryMs: 600_000 } as const;
    const protect = { stopLoss: STOP, takeProfits: TARGETS, entry };
    const world = await createWorld({ routes: [testRoute(protect)] });
    await world.restart({ others: { two: createExchange(world.clock) } });
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    void world.life.engine.panic({ actor: 'user:111', brokerIds: ['two'], relay: ['desk'] });
    await world.clock.advance(10_000);
    world.exchange.fillLimit(world.exchange.openOrders()[0]?.clientOrderId ?? '');
    await world.clock.advance(60_000);
    expect(standing(world)).toEqual(['stop sell 58509', 'target sell 0.01 at 60588', 'target sell 0.01 at 61776']);
  });
});
