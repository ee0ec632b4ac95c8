import { expect, test } from 'vitest';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { goalOf } from '../book/goal.ts';
import { slowJournal } from '../simulation/slow-journal.test.fixture.ts';
import { createWorld, START_AT, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';
import { standing, TARGETS } from './protect-world.test.fixture.ts';

/** A strategy in a position behind a stop, on a journal whose commits take so long from then on. */
async function slowWorld(ms: number): Promise<World> {
  const clock = createFakeClock(START_AT);
  let isSlow = false;
  const world = await createWorld({
    clock,
    routes: [testRoute({ stopLoss: STOP, takeProfits: TARGETS, breakEvenAfter: 1 })],
    timings: { tickMs: 100, watchdogMs: 100 },
    wrapJournal: (journal, life) => {
      const slow = slowJournal(journal, clock, life, ms);
      return { ...journal, commit: (...of) => (isSlow ? slow.commit(...of) : journal.commit(...of)) };
    },
  });
  await world.alert('0', '0.02');
  await world.clock.advance(1_500);
  expect(standing(world)).toHaveLength(3);
  isSlow = true;
  return world;
}

test('a stop is canceled only once the journal has it that the desk meant to, however slow the journal is', async () => {
  const world = await slowWorld(1_500);
  const meant: Promise<boolean | undefined>[] = [];
  const { cancel } = world.exchange;
  world.exchange.cancel = (reference) => {
    const rows = world.journal.listIntents({ brokerId: 'one', clientOrderId: `${reference.clientOrderId}` });
    meant.push(rows.then(([row]) => row && goalOf(row).leaving));
    return cancel(reference);
  };
  world.exchange.moveTo('61200');
  await world.clock.advance(60_000);
  const known = await Promise.all(meant);
  expect(known.length).toBeGreaterThan(1);
  expect(new Set(known)).toEqual(new Set([true]));
  expect(standing(world)).toEqual(['stop sell 60000', 'target sell 0.01 at 62400']);
});
