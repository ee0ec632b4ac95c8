import { type Decimal, type PositionSide, ZERO } from '@perpdesk/broker-core';
import type { LedgerRow } from '@perpdesk/journal/port';
import { type Book, ledgerKey } from '../book/book.ts';
import { ownedAmount } from '../book/owned-amount.ts';

export function ledgerRow(book: Book, brokerId: string, stream: string): LedgerRow | null {
  return book.ledger.get(ledgerKey(brokerId, stream)) ?? null;
}

/** Base asset, signed. */
export function ownedBy(book: Book, brokerId: string, stream: string): Decimal {
  const row = ledgerRow(book, brokerId, stream);
  return row === null ? ZERO : ownedAmount(row);
}

/** Streams that own something of a side, in order of their first entry. */
export function ownersOf(
  book: Book,
  brokerId: string,
  symbol: string,
  positionSide: PositionSide,
): readonly LedgerRow[] {
  return book.ledger
    .ofLane(brokerId, symbol)
    .filter((row) => row.positionSide === positionSide && !ownedAmount(row).isZero());
}

/** Σ over the streams of a side: base asset, signed. */
export function ownedOfSide(book: Book, brokerId: string, symbol: string, positionSide: PositionSide): Decimal {
  return ownersOf(book, brokerId, symbol, positionSide).reduce((sum, row) => sum.plus(ownedAmount(row)), ZERO);
}

export function toPositionSide(text: string): PositionSide {
  if (text === 'net' || text === 'long' || text === 'short') return text;
  throw new RangeError(`Not a position side: ${text}.`);
}
