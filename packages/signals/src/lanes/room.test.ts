import { describe, expect, test } from 'vitest';
import { sleep } from '@perpdesk/broker-core';
import { refuse } from '../simulation/exchange.test.fixture.ts';
import { alertBody, createWorld, testRoute, type World } from '../simulation/world.test.fixture.ts';

const routes = [testRoute({ symbols: ['BTCUSDT', 'ETHUSDT'] })];
const narrow = { routes, timings: { entriesAtOnce: 1 } };

function alertFor(world: World, symbol: string, previous: string, next: string): Promise<unknown> {
  return world.post(alertBody(world.clock.now(), previous, next).replace('BTCUSDT', symbol));
}

/** When each order came, ms from now on. */
function arrivals(world: World): (readonly [symbol: string, ms: number])[] {
  const seen: (readonly [string, number])[] = [];
  const { place } = world.exchange;
  const from = world.clock.now();
  world.exchange.place = (request, validity) => {
    seen.push([request.symbol, world.clock.now() - from]);
    return place(request, validity);
  };
  return seen;
}

describe('how many entries of an account are on their way at once', () => {
  test('the next one is marked when one is answered, and its validity begins then', async () => {
    const world = await createWorld(narrow);
    world.exchange.delayMs = (what) => (what === 'answer' ? 2_000 : 2_500);
    const seen = arrivals(world);
    await alertFor(world, 'BTCUSDT', '0', '1');
    await alertFor(world, 'ETHUSDT', '0', '1');
    await world.clock.advance(1_000);
    expect((await world.journal.listIntents({})).map(({ state }) => state)).toEqual(['sending', 'planned']);
    await world.clock.advance(5_000);
    expect(seen).toEqual([
      ['BTCUSDT', 0],
      ['ETHUSDT', 2_000],
    ]);
    const [first, second] = await world.journal.listIntents({});
    expect((second?.untilAt ?? 0) - (first?.untilAt ?? 0)).toBe(2_000);
    expect(second).toMatchObject({ state: 'filled', attempt: 1 });
  });

  test('one that the exchange refuses, or does not answer, leaves its place to the next', async () => {
    for (const fault of ['rejected', 'lost'] as const) {
      const world = await createWorld(narrow);
      world.exchange.faultFor = ({ symbol }) => (symbol === 'BTCUSDT' ? fault : 'none');
      const seen = arrivals(world);
      await alertFor(world, 'BTCUSDT', '0', '1');
      await alertFor(world, 'ETHUSDT', '0', '1');
      await world.clock.advance(100);
      expect(seen.map(([symbol]) => symbol)).toEqual(['BTCUSDT', 'ETHUSDT']);
    }
  });

  test('after one that came too late fewer go at once, and more again with each that is in time', async () => {
    const world = await createWorld({ routes, timings: { entriesAtOnce: 2 } });
    const { place } = world.exchange;
    const under = { now: 0, most: 0 };
    let isLate = true;
    world.exchange.place = async (request, validity) => {
      under.now += 1;
      under.most = Math.max(under.most, under.now);
      await sleep(world.clock, 100);
      under.now -= 1;
      if (isLate) throw refuse('validity-expired', 'not-sent');
      return place(request, validity);
    };
    await alertFor(world, 'BTCUSDT', '0', '1');
    await world.clock.advance(150);
    isLate = false;
    under.most = 0;
    await alertFor(world, 'ETHUSDT', '0', '1');
    await world.clock.advance(2_000);
    expect(under.most).toBe(1);
    await alertFor(world, 'BTCUSDT', '1', '2');
    await alertFor(world, 'ETHUSDT', '1', '2');
    await world.clock.advance(2_000);
    expect(under.most).toBe(2);
    const rows = await world.journal.listIntents({});
    expect(rows.map(({ state, attempt }) => `${state} ${attempt}`)).toEqual([
      'filled 2',
      'filled 1',
      'filled 1',
      'filled 1',
    ]);
  });

  test('an exit goes at once, and what it overtakes is not sent', async () => {
    const world = await createWorld(narrow);
    await alertFor(world, 'ETHUSDT', '0', '1');
    await world.clock.advance(100);
    const { place } = world.exchange;
    world.exchange.place = (request, validity) =>
      request.symbol === 'BTCUSDT' ? new Promise(() => {}) : place(request, validity);
    const seen = arrivals(world);
    await alertFor(world, 'BTCUSDT', '0', '1');
    await alertFor(world, 'ETHUSDT', '1', '2');
    await alertFor(world, 'ETHUSDT', '2', '0');
    await world.clock.advance(100);
    expect(seen.map(([symbol]) => symbol)).toEqual(['BTCUSDT', 'ETHUSDT']);
    expect(world.held()).toBe('0');
    const states = (await world.journal.listIntents({})).map(({ symbol, kind, state }) => `${symbol} ${kind} ${state}`);
    expect(states).toEqual([
      'ETHUSDT increase filled',
      'BTCUSDT increase sending',
      'ETHUSDT increase superseded',
      'ETHUSDT reduce filled',
    ]);
  });

  test('what waits while it grows too old is refused by name', async () => {
    const limits = { ...testRoute().limits, maxAgeMs: 1_500 };
    const world = await createWorld({ ...narrow, routes: [testRoute({ symbols: ['BTCUSDT', 'ETHUSDT'], limits })] });
    world.exchange.delayMs = (what) => (what === 'answer' ? 2_800 : 2_900);
    const seen = arrivals(world);
    await alertFor(world, 'BTCUSDT', '0', '1');
    await alertFor(world, 'ETHUSDT', '0', '1');
    await world.clock.advance(6_000);
    expect(seen.map(([symbol]) => symbol)).toEqual(['BTCUSDT']);
    expect((await world.notices()).filter(({ type }) => type === 'signal.rejected')).toMatchObject([
      { symbol: 'ETHUSDT', code: 'too-old' },
    ]);
  });

  test('what was on its way when the program was killed makes room once it is settled', async () => {
    const world = await createWorld(narrow);
    const { place } = world.exchange;
    world.exchange.place = () => new Promise(() => {});
    await alertFor(world, 'BTCUSDT', '0', '1');
    await alertFor(world, 'ETHUSDT', '0', '1');
    await world.clock.advance(100);
    world.exchange.place = place;
    const seen = arrivals(world);
    await world.restart();
    await world.clock.advance(60_000);
    expect(new Set(seen.map(([symbol]) => symbol))).toEqual(new Set(['BTCUSDT', 'ETHUSDT']));
    expect(seen).toHaveLength(2);
  });
});
