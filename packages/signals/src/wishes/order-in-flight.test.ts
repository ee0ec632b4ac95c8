import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { Route } from '../route.ts';
import { createDice, type Dice } from '../simulation/dice.test.fixture.ts';
import type { World } from '../simulation/world.test.fixture.ts';
import { ask, FIXED, refusals, wishWorld } from './wish-world.test.fixture.ts';

const UNITS = { mode: 'order', size: { type: 'signal', factor: decimal('1') } } as const;
const DIRECTIONS = { mode: 'direction', size: FIXED } as const;
const SEEDS = 40;

/** From now on an order is answered so much later. */
function slow(world: World, ms: number): void {
  const { place } = world.exchange;
  world.exchange.place = async (request, validity) => {
    await new Promise<void>((resolve) => void world.clock.schedule(ms, resolve));
    return place(request, validity);
  };
}

interface Play {
  readonly route: Partial<Route>;
  /** Done before. */
  readonly start: readonly object[];
  /** On its way when the bar comes. */
  readonly moving: object;
  readonly bar: readonly object[];
  readonly gapMs?: number;
}

/** What is held in the end. */
async function play({ route, start, moving, bar, gapMs = 100 }: Play): Promise<readonly [string, World]> {
  const world = await wishWorld(route);
  for (const fields of start) await ask(world, fields);
  slow(world, 1_500);
  await ask(world, moving, 1_000);
  const firedAt = new Date(world.clock.now()).toISOString();
  for (const fields of bar) await ask(world, { ...fields, firedAt }, gapMs);
  await world.clock.advance(20_000);
  expect(await world.owned()).toBe(world.held());
  return [world.held(), world];
}

const BUY = { action: 'buy', contracts: '1' };
const SELL = { action: 'sell', contracts: '1', reduceOnly: true };
const LONG = { action: 'long' };
const HALF = { action: 'reduce', positionPercent: '50' };

describe('the alerts of one second end in the same position in any order, while', () => {
  test.each([
    { name: 'an entry is on its way', start: [], moving: { ...BUY, contracts: '3' }, end: '3' },
    { name: 'a part is being sold', start: [{ ...BUY, contracts: '3' }], moving: SELL, end: '2' },
  ])('$name: a buy and a sell that only reduces', async ({ start, moving, end }) => {
    const given = { route: UNITS, start, moving };
    for (const bar of [
      [BUY, { ...SELL, tag: 'b' }],
      [{ ...SELL, tag: 'b' }, BUY],
    ]) {
      const [held, world] = await play({ ...given, bar });
      expect([held, await refusals(world)]).toEqual([end, []]);
    }
  });

  test('an entry is on its way: a hold of its side and a reduction by half', async () => {
    const given = { route: DIRECTIONS, start: [], moving: LONG };
    for (const bar of [
      [{ ...LONG, comment: 'b' }, HALF],
      [HALF, { ...LONG, comment: 'b' }],
    ]) {
      const [held, world] = await play({ ...given, bar });
      expect([held, await refusals(world)]).toEqual(['0.01', []]);
    }
  });

  test(`something is on its way, over ${SEEDS} seeds`, async () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const dice = createDice(seed);
      const given = drawn(dice);
      const ends = new Set<string>();
      for (let turn = 0; turn < 3; turn++) {
        const [held] = await play({ ...given, bar: dice.shuffle(given.bar), gapMs: dice.pick([10, 100, 400]) });
        ends.add(held);
      }
      expect({ seed, given, ends: ends.size }).toEqual({ seed, given, ends: 1 });
    }
  }, 120_000);
});

function drawn(dice: Dice): Play {
  return dice.chance(0.5) ? drawnDirections(dice) : drawnOrders(dice);
}

/** One side is wanted in the bar: what contradicts itself applies as it comes. */
function drawnDirections(dice: Dice): Play {
  const side = dice.pick(['long', 'short']);
  const any = [LONG, { action: 'short' }];
  const start = dice.chance(0.5) ? [dice.pick(any)] : [];
  const moving = dice.pick([...any, ...any, HALF, { action: 'close' }]);
  const exits = [HALF, { ...HALF, positionPercent: '25' }, { action: 'close' }, { action: `close_${side}` }];
  const bar = [{ action: dice.pick([side, 'add', `add_${side}`]) }, dice.pick(exits)];
  return { route: DIRECTIONS, start, moving, bar: numbered(dice.chance(0.3) ? [...bar, dice.pick(exits)] : bar) };
}

/** What only reduces in the bar takes from the side that its orders build. */
function drawnOrders(dice: Dice): Play {
  const [more, less] = dice.shuffle(['buy', 'sell']);
  const order = (action: string | undefined, contracts: string, reduceOnly = false) => {
    return { action, contracts, reduceOnly };
  };
  const some = () => dice.pick(['1', '2', '3']);
  const start = dice.chance(0.5) ? [order(dice.pick(['buy', 'sell']), some())] : [];
  const moving = order(dice.pick(['buy', 'sell']), some(), start.length > 0 && dice.chance(0.3));
  const bar = [order(more, some()), order(less, some(), true)];
  return { route: UNITS, start, moving, bar: numbered(dice.chance(0.3) ? [...bar, order(more, some())] : bar) };
}

/** No two are the same text. */
function numbered(bar: readonly object[]): readonly object[] {
  return bar.map((fields, index) => ({ ...fields, comment: `${index}` }));
}
