import { describe, expect, test } from 'vitest';
import { createWorld, testRoute, type World } from '../simulation/world.test.fixture.ts';

/** As far as the clock of the desk's machine is behind. */
const BEHIND_MS = 8_000;

async function say(world: World, [from, to]: readonly [string, string], firedAt?: string | null): Promise<void> {
  const body = JSON.parse(world.bodyOf(from, to));
  const fields = firedAt === undefined ? body : { ...body, firedAt: firedAt ?? undefined };
  expect(await world.post(JSON.stringify(fields))).toMatchObject({ status: 200 });
  await world.clock.advance(5_000);
}

describe.each([
  ['without a time', () => null],
  ['of the time to come', (world: World) => new Date(world.clock.now() + BEHIND_MS).toISOString()],
] as const)('a close %s', (_title, timeOf) => {
  test.each([
    ['of a turn that was lost', [['0', '3']], ['-2', '0']],
    [
      'of a turn that was lost, behind an addition',
      [
        ['0', '2'],
        ['2', '3'],
      ],
      ['-2', '0'],
    ],
    [
      'of a second position',
      [
        ['0', '-2'],
        ['-2', '0'],
        ['0', '3'],
      ],
      ['-2', '0'],
    ],
  ] as const)('%s closes what was opened right before', async (_name, before, late) => {
    const world = await createWorld({ routes: [testRoute({ allowNoTime: true })] });
    await world.clock.advance(2_000);
    for (const step of before) await say(world, step);
    expect(world.held()).toBe('3');
    await say(world, late, timeOf(world));
    expect(world.held()).toBe('0');
  });

  test.each([
    [
      'that leads to the next opening',
      [
        ['0', '-2'],
        ['0', '3'],
      ],
      ['-2', '0'],
    ],
    [
      'of a part, the rest of which leads to it',
      [
        ['0', '-2'],
        ['0', '3'],
      ],
      ['-1', '0'],
    ],
    [
      'where more was added since',
      [
        ['0', '-2'],
        ['0', '2'],
        ['2', '3'],
      ],
      ['-2', '0'],
    ],
  ] as const)('%s is past', async (_name, before, late) => {
    const world = await createWorld({ routes: [testRoute({ allowNoTime: true })] });
    await world.clock.advance(2_000);
    for (const step of before) await say(world, step);
    expect(world.held()).toBe('3');
    await say(world, late, timeOf(world));
    expect(world.held()).toBe('3');
    expect((await world.notices()).at(-1)).toMatchObject({ type: 'signal.rejected', code: 'superseded' });
  });
});

describe('what came of one bar, without a time, closes nothing that the bar opened', () => {
  test.each([
    [
      'before the desk knew the strategy',
      [],
      [
        ['0', '3'],
        ['-2', '0'],
      ],
    ],
    [
      'a round behind the next opening',
      [
        ['0', '1'],
        ['1', '0'],
      ],
      [
        ['0', '3'],
        ['0', '-2'],
        ['-2', '0'],
      ],
    ],
    [
      'the same, backwards',
      [
        ['0', '1'],
        ['1', '0'],
      ],
      [
        ['0', '3'],
        ['-2', '0'],
        ['0', '-2'],
      ],
    ],
    [
      'a round in parts',
      [
        ['0', '1'],
        ['1', '0'],
      ],
      [
        ['0', '3'],
        ['-1', '0'],
        ['-2', '-1'],
        ['0', '-2'],
      ],
    ],
  ] as const)('%s', async (_name, before, bar) => {
    const world = await createWorld({ routes: [testRoute({ allowNoTime: true })] });
    await world.clock.advance(2_000);
    for (const step of before) await say(world, step);
    for (const [from, to] of bar) {
      await world.post(JSON.stringify({ ...JSON.parse(world.bodyOf(from, to)), firedAt: undefined }));
      await world.clock.advance(100);
    }
    await world.clock.advance(10_000);
    expect(world.held()).toBe('3');
  });
});
