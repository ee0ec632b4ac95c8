import { describe, expect, test } from 'vitest';
import { createWorld, testRoute, type World } from '../simulation/world.test.fixture.ts';

const routes = [testRoute()];

type Fill = readonly [from: string, to: string];

/** Bars of two to four fills, and what the strategy held before them. */
const BARS: readonly (readonly Fill[])[] = [
  [
    ['1', '0'],
    ['0', '-1'],
  ],
  [
    ['1', '2'],
    ['2', '0'],
  ],
  [
    ['0', '2'],
    ['2', '0'],
  ],
  // two partial closes of one bar
  [
    ['3', '2'],
    ['2', '1'],
    ['1', '0'],
  ],
  [
    ['1', '2'],
    ['2', '-1'],
    ['-1', '-2'],
  ],
  [
    ['0', '1'],
    ['1', '2'],
    ['2', '1'],
    ['1', '0.5'],
  ],
  [
    ['1', '0'],
    ['0', '-1'],
    ['-1', '-3'],
    ['-3', '2'],
  ],
];

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length <= 1) return [items];
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  );
}

const show = (fills: readonly Fill[]) => fills.map(([from, to]) => `${from}→${to}`).join(' ');
const cases = BARS.flatMap((bar) =>
  permutations(bar).map((arrival) => ({ name: `${show(bar)} as ${show(arrival)}`, bar, arrival })),
);

/** The desk knows the strategy, and follows it at that position. */
async function enter(world: World, position: string): Promise<void> {
  await world.alert('0', position === '0' ? '1' : position);
  await world.clock.advance(5_000);
  if (position !== '0') return;
  await world.alert('1', '0');
  await world.clock.advance(5_000);
}

describe('E7(b) any order of a bar’s alerts within the window ends in the same position', () => {
  test.each(cases)('$name', async ({ bar, arrival }) => {
    const world = await createWorld({ routes });
    await enter(world, bar[0]?.[0] ?? '0');
    const firedAt = Math.floor(world.clock.now() / 1_000) * 1_000;
    for (const [from, to] of arrival) {
      await world.postStep(firedAt, from, to);
      await world.clock.advance(100);
    }
    await world.clock.advance(10_000);
    expect(world.held()).toBe(bar.at(-1)?.[1]);
    expect(await world.owned()).toBe(bar.at(-1)?.[1]);
    expect((await world.notices()).filter(({ type }) => type === 'signal.adopted')).toEqual([]);
  });
});

describe('beyond the window', () => {
  test.each(cases)('$name', async ({ bar, arrival }) => {
    const world = await createWorld({ routes });
    await enter(world, bar[0]?.[0] ?? '0');
    // a second apart, as bars of seconds have them
    const startAt = Math.floor(world.clock.now() / 1_000) * 1_000;
    for (const fill of arrival) {
      await world.postStep(startAt + bar.indexOf(fill) * 1_000, ...fill);
      await world.clock.advance(4_000);
    }
    await world.clock.advance(10_000);
    expect(world.held()).toBe(bar.at(-1)?.[1]);
  });

  test('all of one second: what came too late is known by what was applied', async () => {
    const world = await createWorld({ routes });
    await enter(world, '0');
    const firedAt = world.clock.now();
    await world.postStep(firedAt, '2', '1');
    await world.clock.advance(3_000);
    expect(world.held()).toBe('1');
    await world.postStep(firedAt, '0', '2');
    await world.clock.advance(3_000);
    expect(world.held()).toBe('1');
    expect((await world.notices()).at(-1)).toMatchObject({ type: 'signal.rejected', code: 'superseded' });
  });
});

test('an entry from before the position that was closed since opens nothing, though it fits', async () => {
  const world = await createWorld({ routes });
  const at = world.clock.now();
  const post = async (firedAt: number, from: string, to: string) => {
    await world.postStep(firedAt, from, to);
    await world.clock.advance(3_000);
  };
  await post(at - 6_000, '0', '2');
  await post(at - 3_000, '2', '0');
  await post(at - 10_000, '0', '3');
  expect(world.held()).toBe('0');
  expect((await world.notices()).at(-1)).toMatchObject({ type: 'signal.rejected', code: 'superseded' });
  await post(at - 4_000, '0', '1');
  expect(world.held()).toBe('1');
});

test('what leads to one that was too late is too late itself', async () => {
  const world = await createWorld({ routes });
  const at = world.clock.now();
  await world.postStep(at, '-3', '0');
  await world.clock.advance(500);
  await world.postStep(at + 1_000, '1', '-1');
  await world.clock.advance(2_500);
  await world.postStep(at + 3_000, '-1', '0');
  await world.clock.advance(2_500);
  await world.postStep(at, '0', '-3');
  await world.clock.advance(10_000);
  expect(world.held()).toBe('0');
});

test('the first alerts of a strategy may come in the wrong order too', async () => {
  const world = await createWorld({ routes });
  const firedAt = world.clock.now();
  await world.postStep(firedAt, '1', '2');
  await world.clock.advance(100);
  await world.postStep(firedAt, '0', '1');
  await world.clock.advance(3_000);
  expect(world.held()).toBe('2');
});

test('a turn is joined at once only when nothing that leads to it comes in the window', async () => {
  const world = await createWorld({ routes });
  const at = world.clock.now();
  await world.postStep(at, '-1', '0');
  await world.postStep(at, '1', '-1');
  await world.clock.advance(10);
  await world.postStep(at, '0', '1');
  await world.clock.advance(10_000);
  expect(world.held()).toBe('0');
});

test('an alert that follows on the last is never delayed, though another waits', async () => {
  const world = await createWorld({ routes });
  await world.alert('5', '6');
  await world.clock.advance(100);
  await world.alert('0', '1');
  await world.clock.advance(10);
  expect(world.held()).toBe('1');
});

test('the same alert four times is one order, whether it follows or waits', async () => {
  const world = await createWorld({ routes });
  const at = world.clock.now();
  for (let times = 0; times < 4; times += 1) await world.postStep(at, '0', '1');
  for (let times = 0; times < 4; times += 1) await world.postStep(at, '2', '3');
  await world.clock.advance(10_000);
  expect(world.exchange.orders).toHaveLength(2);
  expect(world.held()).toBe('3');
});

test('a crash while it waits loses nothing', async () => {
  const world = await createWorld({ routes });
  await world.alert('0', '1');
  await world.clock.advance(10);
  const firedAt = world.clock.now();
  await world.alert('2', '0');
  await world.clock.advance(500);
  await world.restart();
  await world.postStep(firedAt, '1', '2');
  await world.clock.advance(10);
  expect(world.held()).toBe('0');
  expect((await world.notices()).filter(({ type }) => type === 'signal.adopted')).toEqual([]);
});

describe('a partial exit right behind an entry that was not sent', () => {
  test.each<[string, readonly Fill[], string]>([
    [
      'of a turn',
      [
        ['0', '1'],
        ['1', '-3'],
        ['-3', '-1'],
      ],
      '-1',
    ],
    [
      'of an addition',
      [
        ['0', '1'],
        ['1', '3'],
        ['3', '2'],
      ],
      '2',
    ],
    [
      'of two additions',
      [
        ['0', '1'],
        ['1', '2'],
        ['2', '3'],
        ['3', '2.5'],
      ],
      '2.5',
    ],
    [
      'below where it began',
      [
        ['0', '2'],
        ['2', '3'],
        ['3', '1'],
      ],
      '1',
    ],
    [
      'of an opening behind a close',
      [
        ['0', '1'],
        ['1', '0'],
        ['0', '3'],
        ['3', '2'],
      ],
      '2',
    ],
  ])('%s', async (_name, fills, held) => {
    const world = await createWorld({ routes });
    world.exchange.delayMs = (what) => (what === 'answer' ? 800 : 900);
    for (const [from, to] of fills) {
      await world.alert(from, to);
      await world.clock.advance(50);
    }
    await world.clock.advance(20_000);
    expect(world.held()).toBe(held);
    expect(await world.owned()).toBe(held);
  });
});

test('target: an older alert that says what is so already lets no other older one in', async () => {
  const world = await createWorld({ routes: [testRoute({ mode: 'target' })] });
  const at = world.clock.now();
  await world.clock.advance(30_000);
  await world.postStep(at + 10_000, '0', '1');
  await world.postStep(at + 5_000, '0', '1');
  await world.postStep(at + 7_000, '1', '0');
  await world.clock.advance(3_000);
  expect(world.held()).toBe('1');
  expect((await world.notices()).at(-1)).toMatchObject({ type: 'signal.rejected', code: 'superseded' });
});
