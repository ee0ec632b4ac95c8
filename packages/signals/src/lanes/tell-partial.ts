import type { IntentRow } from '@perpdesk/journal/port';
import { orderFields } from '../relay/order-fields.ts';
import { tellSignal } from '../relay/tell.ts';
import { intentWork } from '../faults/work-failed.ts';
import type { Run } from '../run.ts';

/** How far an order's fills were told, and since when (ms of the clock) there are more. */
interface Told {
  readonly filled: string;
  readonly moreSince: number | null;
}

/**
 * Tells how far orders that are still open have filled: what filled within three seconds as one message of each order.
 * An order's end is told by itself, and at once.
 */
export function createPartialWatch(run: Run): () => void {
  const told = new Map<string, Told>();
  // the look comes up to a tick after the fill
  const waitMs = Math.max(0, run.timings.fillTellMs - run.timings.tickMs);
  const look = (row: IntentRow): void => {
    const { filled, moreSince } = told.get(row.id) ?? { filled: '0', moreSince: null };
    if (row.filledQuantity === filled) return;
    // what was begun before the clock was set back is counted from now on
    const since = Math.min(moreSince ?? run.now(), run.now());
    const isDue = run.now() - since >= waitMs;
    told.set(row.id, isDue ? { filled: row.filledQuantity, moreSince: null } : { filled, moreSince: since });
    if (isDue) tellPartial(run, row);
  };
  return () => {
    const partial = run.book.intents.countOf('partially-filled') === 0 ? [] : [...run.book.intents.all()];
    const open = new Map(partial.filter(({ state }) => state === 'partially-filled').map((row) => [row.id, row]));
    for (const id of told.keys()) if (!open.has(id)) told.delete(id);
    for (const row of open.values()) look(row);
  };
}

/** The event is named by how far it filled: another life of the desk does not tell it again. */
function tellPartial(run: Run, row: IntentRow): void {
  run.spawn(
    () =>
      run.write((w) => {
        tellSignal(run, w, row.signalId, `partial:${row.id}:${row.filledQuantity}`, {
          type: 'order.partially-filled',
          ...orderFields(run, row),
          quantity: row.quantity,
          filledQuantity: row.filledQuantity,
          averagePrice: row.averagePrice,
        });
      }, intentWork(row)),
    intentWork(row),
  );
}
