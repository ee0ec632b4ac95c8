import { describe, expect, test } from 'vitest';
import { alertBody } from '../simulation/world.test.fixture.ts';
import { answer, askWorld, cardsOf, ledgerOf } from './ask-world.test.fixture.ts';

/** A strategy's bar in any order of arrival, each step answered or left; in the end only the last card counts. */
const STEPS = [
  ['0', '0.01'],
  ['0.01', '0.03'],
  ['0.03', '0.02'],
] as const;

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  );
}

describe('newer signals behind a card', () => {
  test.each(permutations(STEPS).map((order) => ({ order })))('in the order $order', async ({ order }) => {
    const world = await askWorld();
    const firedAt = world.clock.now();
    for (const step of order) {
      const [previous, next] = step;
      await world.post(alertBody(firedAt + STEPS.indexOf(step), previous, next));
      await world.clock.advance(100);
    }
    await world.clock.advance(4_000);
    const cards = await cardsOf(world);
    const outcomes = [];
    for (const { signalId } of cards) outcomes.push(await answer(world, 'place', { signalId }));
    await world.clock.advance(4_000);
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([...cards.slice(1).map(() => false), true]);
    expect(await ledgerOf(world)).toBe('in 0.02');
    expect(world.held()).toBe('0.02');
  });

  test.each(['place', 'skip', 'leave'] as const)('first card: %s, then a close: the account is flat', async (first) => {
    const world = await askWorld();
    await world.alert('0', '0.02');
    if (first !== 'leave') await answer(world, first);
    await world.alert('0.02', '0');
    await world.clock.advance(10_000);
    expect(world.held()).toBe('0');
    expect((await world.journal.readLedger()).ledger.map(({ owned }) => owned)).toEqual(['0']);
  });
});
