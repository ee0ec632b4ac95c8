import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import { isHeldBack } from './held-back.ts';
import { inParts, matchOrders, type WantedOrder } from './wanted-order.ts';
import type { Run } from '../run.ts';
import { leave } from './leave.ts';
import { beginNaked, forgetNaked } from './naked-time.ts';
import { staysAsItStands } from './only-by-hand.ts';
import { placeProtective } from './place-protective.ts';
import { coverableOf, coversOthers, isCovered, isLeaving, isProven, ofSide, protectionOf } from './policy.ts';

/**
 * Goes one step towards the stops that should stand. A stop is replaced by placing the new one, proving it, then canceling
 * the old; one over the whole side, once all who own of it have their own. Two that close the whole side may not stand beside each other: there one with a quantity bridges the change.
 *
 * @returns Whether the stops stand exactly as wanted, or none is.
 */
export function keepStop(
  run: Run,
  w: Writer,
  row: LedgerRow,
  { signalId, wanted }: { readonly signalId: string; readonly wanted: readonly WantedOrder[] | null },
): boolean {
  noteNaked(run, row);
  if (wanted === null) return false;
  const live = protectionOf(run, row, 'stop').filter((one) => !isLeaving(one));
  const { kept, missing, surplus } = matchOrders(live, wanted);
  if (missing.length === 0 && kept.every(isProven)) {
    for (const other of surplus) if (!coversOthers(run, row, other)) leave(run, w, other);
    if (wanted.length > 0) forgetNaked(run, row);
    return true;
  }
  // one at a time: what is on its way is settled first
  if (live.some((one) => !isProven(one)) || waits(run, row, live)) return false;
  const isBarred = missing.some(isWhole) && ofSide(run, row).some(isWhole);
  if (isBarred) bridge(run, w, row, signalId, missing);
  else for (const one of missing) placeProtective(run, w, row, { signalId, wanted: one });
  return false;
}

/** After a refusal the next try waits, but not where more is owned by now than what stands covers; a person's always does. */
function waits(run: Run, row: LedgerRow, live: readonly IntentRow[]): boolean {
  return isHeldBack(run, row, 'stop') && (live.length === 0 || isCovered(run, row) || staysAsItStands(run, row));
}

/** A stop in doubt may be doubled once: the second has a quantity, so that both may stand. */
export function doubleStop(
  run: Run,
  w: Writer,
  row: LedgerRow,
  { signalId, wanted }: { readonly signalId: string; readonly wanted: readonly WantedOrder[] },
): void {
  for (const one of withQuantities(run, row, wanted)) placeProtective(run, w, row, { signalId, wanted: one });
}

/** With a stop over the side's quantity standing, the old one goes; when it is gone, the new one comes. */
function bridge(run: Run, w: Writer, row: LedgerRow, signalId: string, wanted: readonly WantedOrder[]): void {
  const live = protectionOf(run, row, 'stop').filter((one) => !isLeaving(one));
  const { missing } = matchOrders(live, withQuantities(run, row, wanted));
  for (const one of missing) placeProtective(run, w, row, { signalId, wanted: one });
  if (missing.length > 0) return;
  for (const one of live.filter(isWhole)) leave(run, w, one);
}

function withQuantities(run: Run, row: LedgerRow, wanted: readonly WantedOrder[]): readonly WantedOrder[] {
  const instrument = run.view(row.brokerId).instrument(row.symbol);
  if (instrument === null) return [];
  const owned = coverableOf(run, row);
  return wanted.flatMap((one) => (isWhole(one) ? inParts({ ...one, quantity: owned }, instrument) : [one]));
}

function isWhole({ quantity }: { readonly quantity: unknown }): boolean {
  return quantity === null;
}

function noteNaked(run: Run, row: LedgerRow): void {
  if (isCovered(run, row)) forgetNaked(run, row);
  else beginNaked(run, row);
}
