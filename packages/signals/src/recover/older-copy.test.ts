import { describe, expect, test } from 'vitest';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import type { Journal } from '@perpdesk/journal/port';
import { createWorld, type World } from '../simulation/world.test.fixture.ts';

type Step = readonly [from: string, to: string];
interface Past {
  readonly world: World;
  /** What was written, in order: the first of them are an older copy. */
  readonly writes: readonly ((journal: Journal) => Promise<unknown>)[];
}

/** A desk that goes through the steps; its first order is lost where that is said. */
async function live(steps: readonly Step[], isFirstLost: boolean): Promise<Past> {
  const writes: ((journal: Journal) => Promise<unknown>)[] = [];
  const world = await createWorld({
    wrapJournal: (journal) => ({
      ...journal,
      async acceptSignal(row, messages) {
        const stored = await journal.acceptSignal(row, messages);
        writes.push((copy) => copy.acceptSignal(row, messages));
        return stored;
      },
      async commit(changes, how) {
        const result = await journal.commit(changes, how);
        if (result.ok) writes.push((copy) => copy.commit(changes));
        return result;
      },
    }),
  });
  let lost = isFirstLost ? 1 : 0;
  world.exchange.faultFor = () => (lost-- > 0 ? 'lost' : 'none');
  for (const [from, to] of steps) {
    await world.alert(from, to);
    await world.clock.advance(isFirstLost ? 15_000 : 1_000);
  }
  return { world, writes };
}

const entered = ({ exchange }: World) =>
  exchange.orders.filter(({ type, reduceOnly }) => type === 'market' && !reduceOnly);

describe('a journal that is an older copy, put back while its alerts are fresh', () => {
  test.each<[string, readonly Step[], boolean]>([
    ['opened', [['0', '0.02']], false],
    ['opened at the second attempt', [['0', '0.02']], true],
    [
      'closed',
      [
        ['0', '0.02'],
        ['0.02', '0'],
      ],
      false,
    ],
    [
      'turned',
      [
        ['0', '0.02'],
        ['0.02', '-0.02'],
      ],
      false,
    ],
    [
      'added',
      [
        ['0', '0.02'],
        ['0.02', '0.03'],
      ],
      false,
    ],
  ])(
    'of whatever moment before what it drives has %s: no entry is done twice, nothing else moves',
    async (_what, steps, isFirstLost) => {
      const { writes } = await live(steps, isFirstLost);
      expect(writes.length).toBeGreaterThan(4);
      for (let kept = 0; kept < writes.length; kept += 1) {
        const past = await live(steps, isFirstLost);
        const { world } = past;
        const before = { held: world.held(), entries: entered(world).length };
        const copy = createMemoryJournal({ now: () => world.clock.now() });
        for (const write of past.writes.slice(0, kept)) await write(copy);
        await world.restart({ journal: copy, wrapJournal: (journal) => journal });
        await world.clock.advance(30_000);
        expect({ kept, held: world.held(), entries: entered(world).length }).toEqual({ kept, ...before });
      }
    },
  );

  test('says why; the strategy’s next alert is taken as ever', async () => {
    const { world, writes } = await live(
      [
        ['0', '0.02'],
        ['0.02', '0'],
      ],
      false,
    );
    const copy = createMemoryJournal({ now: () => world.clock.now() });
    for (const write of writes.slice(0, 2)) await write(copy);
    await world.restart({ journal: copy, wrapJournal: (journal) => journal });
    await world.clock.advance(1_000);
    const told = (await copy.listOutbox({})).map(({ payload }) => JSON.parse(payload));
    expect(told).toContainEqual(
      expect.objectContaining({ code: 'superseded', detail: expect.stringContaining('the journal is an old copy') }),
    );
    await world.alert('0', '0.01');
    // it does not follow on the last one that this copy knows
    await world.clock.advance(4_000);
    expect(world.held()).toBe('0.01');
  });
});
