import { type Decimal, ZERO } from '@perpdesk/broker-core';
import { isRestingEntry } from '../entries/is-resting.ts';
import { cancelEntry } from '../execute/cancel-entry.ts';
import { markPriceOf } from '../lanes/mark-prices.ts';
import type { Writer } from '../book/writer.ts';
import { isPanicked } from '../panic/is-panicked.ts';
import type { Run } from '../run.ts';
import { driftCapOf, driftPolicyOf } from './drift-policy.ts';
import { knownDrift, putKnownDrift, type SideName } from './known-drift.ts';
import { isRepairing, repairDrift, streamsOn } from './repair-drift.ts';
import { sentence } from '../sentences/sentence.ts';

/**
 * What the routes' policy makes of a side that holds more than, or other than, what is owned of it; or, for `halt`, that
 * has lost something of it.
 *
 * @param drift Base asset, signed: held beyond owned.
 * @param isGone Something of what was owned had left.
 * @returns what to tell; `null`: nothing.
 */
export function onDrift(run: Run, w: Writer, place: SideName, drift: Decimal, isGone: boolean): string | null {
  const policy = driftPolicyOf(run, place.brokerId, place.symbol);
  const known = knownDrift(w.book, place);
  const isSame = drift.eq(known?.quantity ?? ZERO);
  if (policy === 'ledger' || isPanicked(w.book, place.brokerId)) {
    if (drift.isZero() && known?.accepted === true) putKnownDrift(w, place, null);
    return null;
  }
  if (policy === 'halt') {
    if (isSame && !isGone) return null;
    if (drift.isZero() && !isGone) {
      if (known?.accepted === true) putKnownDrift(w, place, null);
      return null;
    }
    return halt(run, w, place, drift);
  }
  if (drift.isZero()) putKnownDrift(w, place, null);
  // what was there before any strategy traded the instrument waits until one does
  if (isSame || streamsOn(w.book, place).length === 0 || isRepairing(w.book, place)) return null;
  return bringBack(run, w, place, drift);
}

function halt(run: Run, w: Writer, place: SideName, drift: Decimal): string {
  putKnownDrift(w, place, { quantity: drift, accepted: false });
  const resting = w.book.intents.openOfLane(place.brokerId, place.symbol).filter(isRestingEntry);
  for (const { id } of resting) w.after(() => cancelEntry(run, id));
  const surplus = drift.isZero() ? '' : `${beyond(place, drift)} `;
  return `${surplus}${sentence('entries-halted-on', { symbol: place.symbol })}`;
}

/** Never more than the routes' limit: what is beyond it is somebody else's. */
function bringBack(run: Run, w: Writer, place: SideName, drift: Decimal): string | null {
  const { brokerId, symbol } = place;
  const instrument = run.view(brokerId).instrument(symbol);
  const price = markPriceOf(run, brokerId, symbol);
  const cap = driftCapOf(run, brokerId, symbol);
  if (instrument === null || drift.abs().lt(instrument.minQuantity)) {
    putKnownDrift(w, place, { quantity: drift, accepted: true });
    return null;
  }
  if (cap === null || price === null || drift.abs().times(price).gt(cap)) {
    putKnownDrift(w, place, { quantity: drift, accepted: true });
    return `${beyond(place, drift)} ${whyLeft(cap, price)}`;
  }
  putKnownDrift(w, place, null);
  repairDrift(run, w, place, drift);
  return `${beyond(place, drift)} ${sentence('surplus-closed')}`;
}

function whyLeft(cap: Decimal | null, price: Decimal | null): string {
  if (price === null) return sentence('surplus-left-no-price');
  return cap === null ? sentence('surplus-left-no-cap') : sentence('surplus-left-beyond', { cap });
}

function beyond({ symbol }: SideName, drift: Decimal): string {
  const direction = drift.isNegative() ? 'short' : 'long';
  return sentence('nobody-owns', { quantity: drift.abs(), symbol, direction });
}
