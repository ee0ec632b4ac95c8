import { type Decimal, decimal, formatDecimal } from '@perpdesk/broker-core';
import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { accountTag } from '../relay/order-fields.ts';
import { tellSignal } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import { isPlacingNews } from './placed-often.ts';
import { isLeaving, isProven, protectionOf, termsOf } from './policy.ts';
import { protectStateOf } from './protect-state.ts';

/**
 * A stop is proven: told as placed where it is the first, as moved where another stands elsewhere; in its own place, not at
 * all; where somebody takes it away again and again, ever more seldom.
 */
export function tellStopStands(run: Run, w: Writer, row: LedgerRow, stop: IntentRow): void {
  const others = protectionOf(run, row, 'stop').filter(
    (other) => other.id !== stop.id && isProven(other) && !isLeaving(other),
  );
  const isKnown = protectionOf(run, row, 'stop').some(
    (other) => other.id !== stop.id && other.triggerPrice === stop.triggerPrice,
  );
  if (isKnown || !isPlacingNews(run, stop)) return;
  const triggerPrice = stop.triggerPrice ?? '0';
  const from = others[0]?.triggerPrice;
  const fields = {
    account: accountTag(run, stop.brokerId),
    symbol: stop.symbol,
    positionSide: stop.positionSide,
    triggerPrice,
    triggerBy: goalOf(stop).protect?.triggerBy ?? 'mark',
    distancePercent: formatDecimal(distanceOf(run, row, decimal(triggerPrice))),
  };
  const isHand = (protectStateOf(row).hand?.stopLoss ?? null) !== null;
  const cause = isHand ? 'hand' : termsOf(run, row).isEven ? 'break-even' : 'entry';
  tellSignal(
    run,
    w,
    stop.signalId,
    `stop:${stop.id}`,
    from == null ? { type: 'stop.placed', ...fields } : { type: 'stop.moved', ...fields, from, cause },
  );
}

/** Percent of the average entry price. */
function distanceOf(run: Run, row: LedgerRow, price: Decimal): Decimal {
  const { stop, isEven } = termsOf(run, row);
  if (stop?.basis === 'percent' && !isEven) return stop.percent;
  const { entryPrice } = protectStateOf(row);
  if (entryPrice === null) return decimal('0');
  const entry = decimal(entryPrice);
  return price.minus(entry).abs().div(entry).times('100').toDecimalPlaces(2);
}

/** The new stop was refused, and the old one stays. */
export function tellReplaceFailed(run: Run, w: Writer, row: LedgerRow, stop: IntentRow, detail: string): void {
  const standing = protectionOf(run, row, 'stop').find((other) => isProven(other) && !isLeaving(other));
  tellSignal(run, w, stop.signalId, `stop-replace-failed:${stop.id}`, {
    type: 'stop.replace-failed',
    account: accountTag(run, stop.brokerId),
    symbol: stop.symbol,
    positionSide: stop.positionSide,
    triggerPrice: stop.triggerPrice ?? '0',
    standingPrice: standing?.triggerPrice ?? null,
    detail,
  });
}

/** Told once a position: some targets are too small for orders of their own. */
export function tellMerged(run: Run, w: Writer, row: LedgerRow, signalId: string, merged: readonly number[]): void {
  const key = `merged:${signalId}:${row.brokerId}:${merged.join()}`;
  if (run.notes.mergedTold.has(key)) return;
  run.notes.mergedTold.add(key);
  tellSignal(run, w, signalId, key, {
    type: 'targets.merged',
    account: accountTag(run, row.brokerId),
    symbol: row.symbol,
    positionSide: row.positionSide,
    targets: merged.map((target) => target + 1),
  });
}
