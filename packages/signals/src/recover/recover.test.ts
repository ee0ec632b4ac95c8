import { describe, expect, test } from 'vitest';
import { BrokerError, decimal, toClientOrderId } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { JournalError, underLease } from '@perpdesk/journal/port';
import { PROBE_POINTS } from '../probe-point.ts';
import { createFailingJournal, type FailingJournal } from '../simulation/failing-journal.test.fixture.ts';
import { createExchange } from '../simulation/exchange.test.fixture.ts';
import { alertBody, createWorld, START_AT, STOP, testRoute } from '../simulation/world.test.fixture.ts';

const routes = [testRoute()];
const BOTH = [
  testRoute({
    brokers: ['one', 'two'].map((brokerId) => ({ brokerId, factor: decimal('1') })),
  }),
];

describe('recovery', () => {
  test.each(PROBE_POINTS)('a crash at %s: one order, and the position that was asked for', async (point) => {
    let crashes = 0;
    const world = await createWorld({
      onProbe: (at, life) => {
        if (at !== point || crashes > 0) return;
        crashes += 1;
        life.kill();
      },
    });
    const deliver = async (from: string, to: string) => {
      const body = alertBody(world.clock.now(), from, to);
      for (let attempt = 0; attempt < 3; attempt++) {
        const answer = await world.post(body).catch(() => null);
        await world.clock.advance(1_000);
        if (world.life.isDead) await world.restart();
        if (answer?.status === 200) break;
      }
      await world.clock.advance(20_000);
    };
    await deliver('0', '0.02');
    expect(world.held()).toBe('0.02');
    expect(world.exchange.orders.filter((order) => order.type === 'market')).toHaveLength(1);
    expect(world.exchange.openOrders()).toHaveLength(1);
    await deliver('0.02', '0');
    expect(world.held()).toBe('0');
    expect(world.exchange.openOrders()).toEqual([]);
  });

  test('a start whose first commit is refused is no end: the next run takes alerts', async () => {
    let refusals = 1;
    const world = await createWorld({
      routes,
      wrapJournal: (journal) => ({
        ...journal,
        commit: async (changes) =>
          refusals-- > 0 ? { ok: false, index: 0, conflict: 'lease-held' } : journal.commit(changes),
      }),
    });
    await world.clock.advance(2_000);
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0.02');
  });

  test('a lease that lapsed while the journal could not be written: nothing is done until it is had again', async () => {
    const failures: FailingJournal[] = [];
    const fail = (code: 'unreachable' | null) => failures.at(-1)?.fail(code);
    let fence = 1;
    const lease = { name: 'desk', owner: 'life', ttlMs: 10_000 };
    const world = await createWorld({
      wrapJournal: (journal) => {
        failures.push(createFailingJournal(journal));
        return underLease(failures.at(-1)?.journal ?? journal, () => ({ ...lease, fence }));
      },
    });
    await world.journal.lease(lease);
    const pass = async (seconds: number, isRenewed: boolean) => {
      for (let second = 0; second < seconds; second++) {
        if (isRenewed) fence = (await world.journal.lease(lease)).lease?.fence ?? 0;
        await world.clock.advance(1_000);
      }
    };
    await pass(2, true);
    world.exchange.fillsAtOnce = false;
    await world.alert('0', '0.02');
    await pass(1, true);
    fail('unreachable');
    world.exchange.fillOpen();
    await pass(15, false);
    const [stop] = world.exchange.openOrders();
    expect(stop).toMatchObject({ type: 'stop-market' });
    fail(null);
    await pass(2, false);
    world.exchange.cancel({ symbol: 'BTCUSDT', clientOrderId: toClientOrderId(stop?.clientOrderId ?? '') });
    await pass(6, false);
    expect(world.exchange.openOrders()).toEqual([]);
    await pass(15, true);
    expect(world.exchange.openOrders()).toMatchObject([{ type: 'stop-market' }]);
    expect(await world.owned()).toBe('0.02');
    await world.alert('0.02', '0');
    world.exchange.fillOpen();
    await pass(5, true);
    expect([world.held(), await world.owned(), world.exchange.openOrders()]).toEqual(['0', '0', []]);
  });

  test('an entry that is stale after a crash expires and is told; an exit still runs', async () => {
    const world = await createWorld({ routes });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    await world.restart({
      onProbe: (at, life) => {
        if (at === 'after-inbox-commit') life.kill();
      },
    });
    await world.alert('0.02', '0.03').catch(() => null);
    await world.clock.advance(600_000);
    await world.restart({ onProbe: () => {} });
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0.02');
    expect((await world.notices()).at(-1)).toMatchObject({ type: 'signal.rejected', code: 'too-old' });
    await world.restart({
      onProbe: (at, life) => {
        if (at === 'after-inbox-commit') life.kill();
      },
    });
    await world.alert('0.03', '0').catch(() => null);
    await world.clock.advance(600_000);
    await world.restart({ onProbe: () => {} });
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0');
  });

  test('an account that is down holds up nobody, and catches up when it is there', async () => {
    const world = await createWorld({ routes });
    const second = createExchange(world.clock);
    second.isUp = false;
    await world.restart({ others: { two: second }, routes: BOTH });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    expect(world.held()).toBe('0.02');
    await world.clock.advance(40_000);
    expect(second.orders).toEqual([]);
    second.isUp = true;
    await world.clock.advance(60_000);
    const told = (await world.notices()).map((notice) => notice.type).filter((type) => type.startsWith('broker.'));
    expect(told).toEqual(['broker.disconnected', 'broker.connected']);
    const [back] = (await world.notices()).filter((notice) => notice.type === 'broker.connected');
    expect(back).toMatchObject({ account: { brokerId: 'two' }, missedFills: 0 });
    expect(back?.awayMs).toBeGreaterThan(30_000);
    expect(second.positions().map((position) => position.quantity.toFixed())).toEqual(['0.02']);
  });

  test('an account that is gone from the configuration with a position: the start says that nobody looks after it', async () => {
    const world = await createWorld({ routes });
    const second = createExchange(world.clock);
    await world.restart({
      others: { two: second },
      routes: [testRoute({ brokers: BOTH[0]?.brokers ?? [], stopLoss: STOP })],
    });
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    expect(second.openOrders()).toHaveLength(1);
    await world.restart({ routes });
    const [started] = (await world.notices()).filter(({ type }) => type === 'desk.started').toReversed();
    expect(started).toMatchObject({
      notes: [
        expect.stringContaining('two is not in the configuration any more, and a strategy owns 0.02 BTCUSDT on it'),
        expect.stringContaining('of its orders these are not over: 1'),
      ],
    });
    expect(second.openOrders()).toHaveLength(1);
  });

  test('an account that hangs holds up nobody', async () => {
    const world = await createWorld({ routes });
    const second = createExchange(world.clock);
    second.place = () => new Promise(() => {});
    await world.restart({ others: { two: second }, routes: BOTH });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    await world.alert('0.02', '0.03');
    await world.clock.advance(100);
    expect(world.held()).toBe('0.03');
  });

  test('a journal that fails for a while: the desk reads it anew and goes on', async () => {
    const world = await createWorld({ routes });
    const { commit } = world.journal;
    let failures = 2;
    world.journal.commit = (changes) => {
      failures -= 1;
      return failures >= 0 ? Promise.reject(new JournalError('io', 'The disk failed.')) : commit(changes);
    };
    await world.alert('0', '0.02');
    await world.clock.advance(30_000);
    expect(world.held()).toBe('0.02');
    expect(await world.owned()).toBe('0.02');
    await world.alert('0.02', '0');
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0');
  });

  test('stop finishes what is in flight and begins nothing', async () => {
    const world = await createWorld({ routes });
    let answer = () => {};
    const { place } = world.exchange;
    world.exchange.place = async (request, validity) => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return place(request, validity);
    };
    await world.alert('0', '0.02');
    await world.clock.advance(10);
    let isStopped = false;
    void world.life.engine.stop().then(() => {
      isStopped = true;
    });
    await world.clock.advance(1_000);
    expect(isStopped).toBe(false);
    answer();
    await world.clock.advance(10);
    expect(isStopped).toBe(true);
    expect(await world.owned()).toBe('0.02');
  });

  test('idle resolves when nothing is queued or in flight', async () => {
    const world = await createWorld({ routes });
    await world.life.engine.idle();
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    await world.life.engine.idle();
    expect(await world.owned()).toBe('0.02');
  });

  test('the start is told once, with what was resumed', async () => {
    const world = await createWorld({ routes });
    await world.restart();
    const started = (await world.notices()).filter((notice) => notice.type === 'desk.started');
    expect(started).toHaveLength(2);
    expect(started.at(-1)).toMatchObject({ expired: 0, resumed: 0 });
  });

  test('an account whose fills cannot be read holds up neither the start nor the other account', async () => {
    const clock = createFakeClock(START_AT);
    const two = createExchange(clock);
    const world = await createWorld({ clock, routes: BOTH, others: { two } });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    Object.defineProperty(world.exchange, 'fills', {
      get: () => {
        throw new BrokerError('timeout', { message: 'No answer.', operation: 'getFills' });
      },
    });
    const restarted = world.restart({ others: { two } }).catch(() => null);
    await world.clock.advance(10_000);
    await restarted;
    const answer = await world.alert('0.02', '0.03');
    expect(answer.status).toBe(200);
    await world.clock.advance(1_000);
    expect(two.positions()[0]?.quantity.toFixed()).toBe('0.03');
    expect(world.held()).toBe('0.02');
  });
});
