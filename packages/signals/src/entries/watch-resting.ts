import { goalOf } from '../book/goal.ts';
import { cancelEntry } from '../execute/cancel-entry.ts';
import { takesPart } from '../lanes/takes-part.ts';
import type { Run } from '../run.ts';
import { chasePrice } from './continue-entry.ts';
import { isRestingEntry } from './is-resting.ts';
import { entryPolicyOf } from './send-entry.ts';

/** An order of a chase stands at least so long. */
const CHASE_MS = 3_000;

/**
 * Cancels resting entries whose time is over, and those of a chase that the market has left; what follows, follows from it.
 * Those of a route that places nothing there any more end. A cancel that was begun is carried through, after a crash too: of an order that is marked so, nobody else's cancel is known.
 */
export function watchResting(run: Run): void {
  for (const brokerId of run.manager.ids) {
    for (const row of run.book.intents.openEntries(brokerId)) {
      const { entry, goesOn } = goalOf(row);
      if (entry === null || !isRestingEntry(row)) continue;
      if (!takesPart(run, row)) {
        cancelEntry(run, row.id);
        continue;
      }
      const isLeft =
        entryPolicyOf(run, row).type === 'chase' &&
        run.now() - row.updatedAt >= CHASE_MS &&
        (chasePrice(run, row) ?? entry.price) !== entry.price;
      if (goesOn === true || run.now() >= entry.expiresAt || isLeft) cancelEntry(run, row.id, 'goes-on');
    }
  }
}
