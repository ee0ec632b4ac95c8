import type { IntentRow } from '@perpdesk/journal/port';
import type { Run } from '../run.ts';
import { lookUp } from './look-up.ts';
import { settleOrder } from './settle-order.ts';

const TRIES = 10;

/**
 * An answer may tell that an entry filled, and not at which price. Its fills do, but their news may be lost, and the stop
 * needs the price: then the order is looked up, also while the account is being read anew.
 */
export function learnPrice(run: Run, { id }: IntentRow): void {
  run.spawn(async () => {
    for (let tries = 0; tries < TRIES; tries++) {
      await run.sleep(run.timings.lookGapMs);
      const intent = run.book.intents.get(id);
      if (run.isStopping || intent === undefined || !lacksPrice(intent)) return;
      const look = await lookUp(run, intent);
      if (look === 'impossible') return;
      if (look === 'failed' || look.order === null) continue;
      const { order } = look;
      await run.write((w) => {
        const current = w.book.intents.get(id);
        if (current !== undefined) settleOrder(run, w, current, order);
      });
    }
  });
}

export function lacksPrice({ kind, filledQuantity, averagePrice }: IntentRow): boolean {
  return kind === 'increase' && filledQuantity !== '0' && averagePrice === null;
}
