import { type Decimal, decimal, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import { directionOf } from '../plan/sides.ts';
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
  const owned = decimal(row.owned);
  const was = owned.minus(after.side === 'sell' ? more.negated() : more);
  const isAgainst = !was.isZero() && directionOf(was) !== (after.side === 'sell' ? 'short' : 'long');
  // it only made the person's own position smaller
  if (isAgainst && directionOf(was) === directionOf(owned)) return;
  const { version: _, ...rest } = row;
  const state = isAgainst
    ? withEntry(protectStateOf(row), ZERO, part(news, owned.abs().div(more)))
    : withEntry(protectStateOf(row), was.abs(), news);
  w.putLedger({ ...rest, protect: formatProtectState(state) });
}

function part({ quantity, value }: Priced, share: Decimal): Priced {
  return { quantity: quantity.times(share), value: value.times(share) };
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
