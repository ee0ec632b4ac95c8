import { afterEach, describe, expect } from 'vitest';
import fc from 'fast-check';
import { createWorld, START_AT, testRoute, type World } from '../simulation/world.test.fixture.ts';
import { closeServers, startServer, TOKEN } from '../server/alert-server.test.fixture.ts';
import { mutation } from './mutate.test.fixture.ts';

afterEach(closeServers);

/** Positions that a strategy goes through in one bar, from flat; each differs from the one before. */
const bar = fc
  .array(fc.integer({ min: -3, max: 3 }), { minLength: 2, maxLength: 4 })
  .map((positions) => positions.filter((position, index) => position !== (positions[index - 1] ?? 0)))
  .filter((positions) => positions.length >= 2 && new Set([0, ...positions]).size === positions.length + 1);

const hundredth = (position: number) => `${position / 100}`;

async function play(world: World, positions: readonly number[], order: readonly number[]): Promise<void> {
  for (const index of order) {
    const [from, to] = [positions[index - 1] ?? 0, positions[index] ?? 0];
    await world.postStep(START_AT, hundredth(from), hundredth(to));
    await world.clock.advance(100);
  }
  await world.clock.advance(10_000);
}

const open = () => createWorld({ routes: [testRoute()] });

describe('the fills of one bar', () => {
  mutation(
    'sent again and again, each is executed once',
    fc.tuple(bar, fc.integer({ min: 2, max: 4 })),
    async ([positions, times]) => {
      const world = await open();
      for (const [index, to] of positions.entries()) {
        for (let sent = 0; sent < times; sent += 1) {
          const answer = await world.postStep(START_AT, hundredth(positions[index - 1] ?? 0), hundredth(to));
          expect(answer.result).toBe(sent === 0 ? 'accepted' : 'duplicate');
        }
        await world.clock.advance(1_000);
      }
      expect(world.held()).toBe(hundredth(positions.at(-1) ?? 0));
      expect(await world.journal.listSignals({})).toHaveLength(positions.length);
    },
    40,
  );

  const swapped = bar.chain((positions) =>
    fc
      .tuple(fc.nat({ max: positions.length - 1 }), fc.nat({ max: positions.length - 1 }))
      .map(([first, second]) => ({ positions, first, second })),
  );
  mutation(
    'any two of them swapped, the position is the same in the end',
    swapped,
    async ({ positions, first, second }) => {
      const order = positions.map((_, index) => (index === first ? second : index === second ? first : index));
      const world = await open();
      await play(world, positions, order);
      expect(world.held()).toBe(hundredth(positions.at(-1) ?? 0));
      expect(await world.owned()).toBe(world.held());
    },
    60,
  );

  const removed = bar.chain((positions) => fc.nat({ max: positions.length - 2 }).map((gone) => ({ positions, gone })));
  mutation(
    'one of them lost, the position is that of the last one',
    removed,
    async ({ positions, gone }) => {
      const world = await open();
      await play(
        world,
        positions,
        [...positions.keys()].filter((index) => index !== gone),
      );
      expect(await world.owned()).toBe(world.held());
      // a strategy that was in a position before it was known waits until it is flat or turns
      const seen = gone === 0 && !joins(positions) ? null : hundredth(positions.at(-1) ?? 0);
      if (seen !== null) expect(world.held()).toBe(seen);
    },
    60,
  );
});

/** Whether the first alert that arrives is one that a new stream is joined at. */
function joins(positions: readonly number[]): boolean {
  const [from = 0, to = 0] = positions;
  return Math.sign(from) * Math.sign(to) === -1;
}

describe('the door', () => {
  const types = fc.constantFrom('application/json', 'text/plain', 'application/x-www-form-urlencoded', '');
  mutation(
    'any content type, or none, and any bytes reach the inbox as they are',
    fc.tuple(types, fc.uint8Array({ minLength: 1, maxLength: 2_000 })),
    async ([type, body]) => {
      const { url, inputs } = await startServer();
      const headers = type === '' ? {} : { headers: { 'content-type': type } };
      const response = await fetch(`${url}/hooks/${TOKEN}`, {
        method: 'POST',
        body: Uint8Array.from(body),
        ...headers,
      });
      expect(response.status).toBe(200);
      expect([...(inputs[0]?.body ?? [])]).toEqual([...body]);
    },
    25,
  );
});
