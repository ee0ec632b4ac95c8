import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { World } from '../simulation/world.test.fixture.ts';
import { ask, FIXED, ordersOf, refusals, wishWorld } from './wish-world.test.fixture.ts';

const ONE = { type: 'signal', factor: decimal('1') } as const;

/** All orders in which some things may come. */
function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}

const BARS = [
  { name: 'a close and an opening', end: '0.02', start: 'long', bar: [{ action: 'close' }, { action: 'long' }] },
  { name: 'a close and a turn', end: '-0.02', start: 'long', bar: [{ action: 'close' }, { action: 'short' }] },
  { name: 'an opening and an addition', end: '0.04', start: null, bar: [{ action: 'long' }, { action: 'add' }] },
  {
    name: 'a reduction and an addition',
    end: '0.03',
    start: 'long',
    bar: [{ action: 'reduce', positionPercent: '50' }, { action: 'add' }],
  },
  {
    name: 'a close, an opening and an addition',
    end: '0.04',
    start: 'short',
    bar: [{ action: 'close_short' }, { action: 'long' }, { action: 'add' }],
  },
  {
    name: 'two reductions, a turn and an addition',
    end: '0.04',
    start: 'short',
    bar: [
      { action: 'reduce', positionPercent: '50' },
      { action: 'close' },
      { action: 'long' },
      { action: 'add', comment: 'x' },
    ],
  },
] as const;

const ORDER_BARS = [
  {
    name: 'a sell and a larger buy',
    start: '0.02',
    bar: [
      ['sell', '0.02'],
      ['buy', '0.04'],
    ],
  },
  {
    name: 'a turn and half of it back',
    start: '0.02',
    bar: [
      ['sell', '0.04'],
      ['buy', '0.01'],
    ],
  },
  {
    name: 'three orders from flat',
    start: null,
    bar: [
      ['buy', '0.02'],
      ['buy', '0.01'],
      ['sell', '0.005'],
    ],
  },
  {
    name: 'four orders',
    start: '0.01',
    bar: [
      ['buy', '0.02'],
      ['buy', '0.01'],
      ['sell', '0.005'],
      ['sell', '0.05'],
    ],
  },
] as const;

/** Sends a bar's alerts, fired in one second, some 100 ms apart, and returns what is held in the end. */
async function play(world: World, bodies: readonly object[], gapMs = 100): Promise<string> {
  await world.clock.advance(1_000 - (world.clock.now() % 1_000));
  const firedAt = new Date(world.clock.now()).toISOString();
  for (const body of bodies) await ask(world, { ...body, firedAt }, gapMs);
  await world.clock.advance(10_000);
  const states = (await world.journal.listSignals({})).map(({ state }) => state);
  expect(states.filter((state) => state !== 'done' && state !== 'refused')).toEqual([]);
  expect(await world.owned()).toBe(world.held());
  return world.held();
}

describe('the alerts of one second end in the same position in any order', () => {
  test.each(BARS)('$name', async ({ start, bar, end }) => {
    const ends = new Set<string>();
    for (const order of permutations<object>(bar)) {
      for (const gapMs of [10, 400]) {
        const world = await wishWorld({ size: FIXED });
        if (start !== null) await ask(world, { action: start }, 5_000);
        ends.add(await play(world, order, gapMs));
      }
    }
    expect([...ends]).toEqual([end]);
  });

  test.each(ORDER_BARS)('orders: $name', async ({ start, bar }) => {
    const bodies = bar.map(([action, quantity]) => ({ action, quantity }));
    const sum = bar.reduce(
      (all, [action, quantity]) => (action === 'buy' ? all.plus(quantity) : all.minus(quantity)),
      decimal(start ?? '0'),
    );
    for (const order of permutations<object>(bodies)) {
      const world = await wishWorld({ mode: 'order', size: ONE });
      if (start !== null) await ask(world, { action: 'buy', quantity: start }, 5_000);
      expect(await play(world, order)).toBe(sum.toFixed());
    }
  });

  test('orders: two sells, of which one only reduces', async () => {
    const bodies = [false, true].map((reduceOnly) => ({ action: 'sell', quantity: '0.01', reduceOnly }));
    for (const order of permutations<object>(bodies)) {
      const world = await wishWorld({ mode: 'order', size: ONE });
      await ask(world, { action: 'buy', quantity: '0.03' }, 5_000);
      expect(await play(world, order)).toBe('0.01');
    }
  });
});

describe('alerts of other times', () => {
  const at = (world: World, seconds: number) => new Date(world.clock.now() + seconds * 1_000).toISOString();

  test('an entry from flat and a turn wait for nothing', async () => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, { action: 'long' }, 50);
    expect(world.held()).toBe('0.02');
    await ask(world, { action: 'short' }, 50);
    expect(world.held()).toBe('-0.02');
  });

  test('an older entry is superseded', async () => {
    const world = await wishWorld({ size: FIXED });
    const earlier = at(world, -10);
    await ask(world, { action: 'close' });
    await ask(world, { action: 'long', firedAt: earlier });
    expect(ordersOf(world)).toEqual([]);
    expect(await refusals(world)).toEqual(['nothing-owned', 'superseded']);
  });

  test('an exit from before an entry that was applied is superseded', async () => {
    const world = await wishWorld({ size: FIXED });
    const earlier = at(world, -10);
    await ask(world, { action: 'long' });
    await ask(world, { action: 'close', firedAt: earlier });
    expect(world.held()).toBe('0.02');
    expect(await refusals(world)).toEqual(['superseded']);
  });

  test('an exit that is older than another exit still takes what is owned', async () => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, { action: 'long' }, 20_000);
    const earlier = at(world, -10);
    await ask(world, { action: 'reduce', positionPercent: '25' });
    await ask(world, { action: 'close', firedAt: earlier });
    expect(world.held()).toBe('0');
    expect(await refusals(world)).toEqual([]);
  });

  test('a test says nothing of where the strategy is: an exit of its second is none from before it', async () => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, { action: 'long' });
    const firedAt = at(world, 0);
    await ask(world, { action: 'reduce', positionPercent: '50', firedAt }, 100);
    await ask(world, { action: 'long', test: true, firedAt }, 100);
    await ask(world, { action: 'close', firedAt }, 10_000);
    expect([world.held(), await refusals(world)]).toEqual(['0', []]);
  });

  test('a reduction that fired later finds the addition that waits applied before it', async () => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, { action: 'long' });
    await ask(world, { action: 'add' }, 100);
    await ask(world, { action: 'reduce', positionPercent: '50' }, 10_000);
    expect(world.held()).toBe('0.02');
  });

  test('a close that fired later leaves nothing of an addition that waits', async () => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, { action: 'long' });
    await ask(world, { action: 'add' }, 100);
    await ask(world, { action: 'close' }, 10_000);
    expect(ordersOf(world)).toEqual(['buy 0.02', 'sell 0.02 reduce-only']);
    expect(await refusals(world)).toEqual(['superseded']);
  });

  test.each([
    ['close_short', 'add_long', '0.04', ['nothing-owned']],
    ['close_short', 'add', '0.04', ['nothing-owned']],
    ['close_long', 'add', '0', ['superseded']],
  ])('%s that fired a second after %s, which waits: %s is held', async (close, add, held, codes) => {
    const world = await wishWorld({ size: FIXED, mode: 'command' });
    await ask(world, { action: 'long' });
    const [first, second] = [at(world, 0), at(world, 1)];
    await ask(world, { action: add, firedAt: first }, 500);
    await ask(world, { action: close, firedAt: second }, 10_000);
    expect([world.held(), await refusals(world)]).toEqual([held, codes]);
  });

  test.each([{ action: 'close_long' }, { action: 'reduce_long', positionPercent: '50' }])(
    'an exit of the side that is being turned takes nothing from the other: $action',
    async (exit) => {
      const world = await wishWorld({ size: FIXED });
      await ask(world, { action: 'long' });
      world.exchange.fillsAtOnce = false;
      await ask(world, { action: 'short' }, 1_000);
      await ask(world, exit, 1_000);
      world.exchange.fillsAtOnce = true;
      world.exchange.fillOpen();
      await world.clock.advance(10_000);
      expect(world.held()).toBe('-0.02');
    },
  );

  test('without a time they are refused, unless the route takes them: then in the order in which they come', async () => {
    const refusing = await wishWorld({ size: FIXED });
    expect(await ask(refusing, { action: 'long', firedAt: undefined })).toMatchObject({ code: 'bad-time' });
    const world = await wishWorld({ size: FIXED, allowNoTime: true });
    const say = (action: string) => ask(world, { action, firedAt: undefined }, 1_000);
    const first = await say('long');
    expect(await say('long')).toMatchObject({ result: 'duplicate', signalId: first.signalId });
    await say('close');
    expect(world.held()).toBe('0');
    await world.clock.advance(30_000);
    expect(await say('long')).toMatchObject({ result: 'accepted' });
    expect(world.held()).toBe('0.02');
  });

  test('four deliveries of one alert are one', async () => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, { action: 'long' });
    const firedAt = at(world, 0);
    for (let n = 0; n < 4; n++) await ask(world, { action: 'add', firedAt }, 1_000);
    await world.clock.advance(5_000);
    expect(ordersOf(world)).toEqual(['buy 0.02', 'buy 0.02']);
  });
});
