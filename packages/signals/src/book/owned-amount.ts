import { type Decimal, decimal } from '@perpdesk/broker-core';
import type { LedgerRow } from '@perpdesk/journal/port';

/** Rows are replaced, never changed. */
const amounts = new WeakMap<LedgerRow, Decimal>();

/** What a ledger row owns: base asset, signed. Read once from a row's text, for all rows are looked at with each entry. */
export function ownedAmount(row: LedgerRow): Decimal {
  let amount = amounts.get(row);
  if (amount === undefined) {
    amount = decimal(row.owned);
    amounts.set(row, amount);
  }
  return amount;
}
