import { type Decimal, decimal, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import { formatProtectState, type Priced, protectStateOf, withEntry } from '../protect/protect-state.ts';
import { ledgerRow } from './owned.ts';

/** Keeps the average entry price of what a stream owns: by what an entry filled more, or by a price that became known. */
export function bookEntryPrice(w: Writer, before: IntentRow, after: IntentRow): void {
  const row = ledgerRow(w.book, after.brokerId, after.stream);
  if (row === null || row.owned === '0') return;
  const [known, now] = [pricedBy(before), pricedBy(after)];
  const news: Priced = { quantity: now.quantity.minus(known.quantity), value: now.value.minus(known.value) };
  if (news.quantity.isZero() && news.value.isZero()) return;
  const more = decimal(after.filledQuantity).minus(decimal(before.filledQuantity));
  const ownedBefore = decimal(row.owned).abs().minus(more);
  const { version: _, ...rest } = row;
  const state = withEntry(protectStateOf(row), ownedBefore, news);
  w.putLedger({ ...rest, protect: formatProtectState(state) });
}

/** What of an entry's fills has a price. */
function pricedBy({ filledQuantity, averagePrice }: IntentRow): {
  readonly quantity: Decimal;
  readonly value: Decimal;
} {
  if (averagePrice === null) return { quantity: ZERO, value: ZERO };
  const quantity = decimal(filledQuantity);
  return { quantity, value: quantity.times(averagePrice) };
}
