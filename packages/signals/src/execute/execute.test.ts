import { describe, expect, test } from 'vitest';
import { silentLogger } from '@perpdesk/broker-core';
import type { Fault } from '../simulation/exchange.test.fixture.ts';
import { createWorld, testRoute, type World } from '../simulation/world.test.fixture.ts';

const routes = [testRoute()];

async function faulty(...faults: readonly Fault[]): Promise<World> {
  const world = await createWorld({ routes });
  const waiting = [...faults];
  world.exchange.faultFor = () => waiting.shift() ?? 'none';
  return world;
}

async function types(world: World): Promise<readonly string[]> {
  const notices = await world.notices();
  return notices
    .slice(2)
    .map((notice) => (notice.type === 'order.resolved' ? `resolved ${notice.result}` : notice.type));
}

async function states(world: World): Promise<readonly string[]> {
  const intents = await world.journal.listIntents({});
  return intents.map((row) => `${row.kind} ${row.state} ${row.attempt}`);
}

describe('outcomes of an order', () => {
  test.each([
    ['rejected', 'rejected'],
    ['not-sent', 'not-sent'],
    ['lost', 'unknown'],
  ] as const)('that is %s leaves a line in the log with its id', async (fault, outcome) => {
    const lines: unknown[] = [];
    const warn = (_message: string, fields: unknown) => void lines.push(fields);
    const world = await createWorld({ routes, logger: { ...silentLogger, warn } });
    const waiting: Fault[] = [fault];
    world.exchange.faultFor = () => waiting.shift() ?? 'none';
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    const expected = { clientOrderId: expect.any(String), brokerId: 'one', symbol: 'BTCUSDT', outcome };
    expect(lines).toContainEqual(expect.objectContaining(expected));
  });

  test.each([
    {
      name: 'lost',
      faults: ['lost'],
      ms: 12_000,
      states: ['increase filled 2'],
      told: ['order.unknown', 'resolved absent', 'order.filled'],
    },
    {
      name: 'its answer lost',
      faults: ['lost-answer'],
      ms: 100,
      states: ['increase filled 1'],
      told: ['order.filled'],
    },
    {
      name: 'late but in time',
      faults: ['late'],
      ms: 5_000,
      states: ['increase filled 1'],
      told: ['order.unknown', 'resolved landed', 'order.filled'],
    },
    {
      name: 'lost twice',
      faults: ['lost', 'lost'],
      ms: 30_000,
      states: ['increase expired 2'],
      told: ['order.unknown', 'resolved absent', 'order.unknown', 'resolved absent', 'order.expired'],
    },
    { name: 'refused', faults: ['rejected'], ms: 100, states: ['increase rejected 1'], told: ['order.rejected'] },
    {
      name: 'not sent',
      faults: ['not-sent', 'not-sent'],
      ms: 1_000,
      states: ['increase filled 3'],
      told: ['order.filled'],
    },
    {
      name: 'not sent five times',
      faults: ['not-sent', 'not-sent', 'not-sent', 'not-sent', 'not-sent'],
      ms: 5_000,
      states: ['increase rejected 5'],
      told: ['order.rejected'],
    },
  ] as const)('an entry that is $name', async ({ faults, ms, states: expected, told }) => {
    const world = await faulty(...faults);
    await world.alert('0', '0.02');
    await world.clock.advance(ms);
    expect(await states(world)).toEqual(expected);
    expect(await types(world)).toEqual(told);
    expect(world.exchange.orders.length).toBe(world.held() === '0' ? 0 : 1);
  });

  test('what the exchange has no room for is sent again ever more seldom, five times in all', async () => {
    const world = await createWorld({ routes });
    const startAt = world.clock.now();
    const sentAt: number[] = [];
    world.exchange.faultFor = () => {
      sentAt.push(world.clock.now() - startAt);
      return 'not-sent';
    };
    await world.alert('0', '0.02');
    await world.clock.advance(60_000);
    expect(sentAt).toEqual([0, 200, 600, 1_400, 3_000]);
  });

  test('an entry is not sent again when its signal is older than a minute', async () => {
    const world = await faulty('lost');
    const firedAt = world.clock.now();
    await world.clock.advance(55_000);
    await world.postStep(firedAt, '0', '0.02');
    await world.clock.advance(15_000);
    expect(await states(world)).toEqual(['increase expired 1']);
  });

  test('an exit goes on until it holds, whatever comes', async () => {
    const world = await faulty('none', 'lost', 'rejected', 'not-sent', 'lost');
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    await world.alert('0.02', '0');
    await world.clock.advance(40_000);
    expect(world.held()).toBe('0');
    expect(await world.owned()).toBe('0');
    expect((await world.journal.listSignals({})).map((row) => row.state)).toEqual(['done', 'done']);
  });

  test.each([
    ['one-way', [undefined, true]],
    ['hedge', [undefined, undefined]],
  ] as const)('in %s mode an exit says that it only reduces where its side does not', async (mode, expected) => {
    const world = await createWorld({ routes });
    world.exchange.mode = mode;
    await world.restart();
    const { place } = world.exchange;
    const said: unknown[] = [];
    world.exchange.place = (request, validUntil) => {
      said.push('reduceOnly' in request ? request.reduceOnly : undefined);
      return place(request, validUntil);
    };
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    await world.alert('0.02', '0');
    await world.clock.advance(1_000);
    expect(await world.owned()).toBe('0');
    expect(said).toEqual(expected);
  });

  test('an unknown entry blocks entries, not the exit, which stands until the entry is settled', async () => {
    const world = await faulty('late');
    world.exchange.lateMs = 2_900;
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    await world.alert('0.02', '0');
    await world.clock.advance(100);
    expect(await states(world)).toEqual(['increase unknown 1', 'reduce planned 0']);
    await world.clock.advance(10_000);
    expect(await states(world)).toEqual(['increase filled 1', 'reduce filled 1']);
    expect(world.held()).toBe('0');
  });

  test('a reversal opens only when the close is proven', async () => {
    const world = await faulty('none', 'lost');
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    await world.alert('0.02', '-0.03');
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0.02');
    await world.clock.advance(15_000);
    expect(world.held()).toBe('-0.03');
    expect(await world.owned()).toBe('-0.03');
  });

  test('a quantity above the largest market order is closed in parts', async () => {
    const world = await createWorld({ routes });
    await world.alert('0', '100');
    await world.clock.advance(100);
    await world.alert('100', '200');
    await world.clock.advance(100);
    await world.alert('200', '0');
    await world.clock.advance(1_000);
    const sells = world.exchange.orders.filter((order) => order.side === 'sell');
    expect(sells.map((order) => order.quantity?.toFixed())).toEqual(['120', '80']);
    expect(world.held()).toBe('0');
  });

  test('a broker that never answers is unknown after validity and margin', async () => {
    const world = await createWorld({ routes });
    world.exchange.place = () => new Promise(() => {});
    await world.alert('0', '0.02');
    await world.clock.advance(7_900);
    expect(await states(world)).toEqual(['increase sending 1']);
    await world.clock.advance(200);
    expect(await states(world)).toEqual(['increase unknown 1']);
  });

  test('what is signed is what was marked', async () => {
    const world = await createWorld({ routes });
    const seen: unknown[] = [];
    const { place } = world.exchange;
    world.exchange.place = async (request, validity) => {
      const [row] = await world.journal.listIntents({ clientOrderId: request.clientOrderId });
      seen.push({ state: row?.state, marked: { fromAt: row?.fromAt, untilAt: row?.untilAt }, validity });
      return place(request, validity);
    };
    await world.alert('0', '0.02');
    await world.clock.advance(10);
    const at = { fromAt: world.clock.now() - 10 - 500, untilAt: world.clock.now() - 10 + 3_000 };
    expect(seen).toEqual([{ state: 'sending', marked: at, validity: at }]);
  });

  test('its absence is believed after the margin of its own account', async () => {
    const absentAfter = async (absenceMargins: Readonly<Record<string, number>>) => {
      const world = await createWorld({ routes, timings: { absenceMargins } });
      world.exchange.faultFor = () => 'lost';
      await world.alert('0', '0.02');
      for (let seconds = 1; seconds < 60; seconds += 1) {
        await world.clock.advance(1_000);
        if ((await types(world)).includes('resolved absent')) return seconds;
      }
      return null;
    };
    // 3 s of validity, 5 s or 20 s of margin, 2 s between the looks
    expect(await absentAfter({ two: 20_000 })).toBe(11);
    expect(await absentAfter({ one: 20_000 })).toBe(26);
  });

  test('an order that the exchange ends without a fill is told', async () => {
    const world = await createWorld({ routes });
    world.exchange.fillsAtOnce = false;
    await world.alert('0', '0.02');
    await world.clock.advance(10);
    const order = world.exchange.openOrders()[0];
    if (order !== undefined) world.exchange.cancel({ symbol: order.symbol, venueOrderId: order.venueOrderId });
    await world.clock.advance(10);
    expect(await types(world)).toEqual(['order.canceled']);
    expect(await states(world)).toEqual(['increase canceled 1']);
  });
});
