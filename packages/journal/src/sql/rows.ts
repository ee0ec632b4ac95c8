import type { Selectable } from 'kysely';
import type { LedgerRow } from '../port/ledger-row.ts';
import type { OutboxRow } from '../port/outbox-row.ts';
import type { JournalTables } from './tables.ts';

/** The row as the port has it. */
export function withoutSequence<Row extends { readonly sequence: number }>(row: Row): Omit<Row, 'sequence'> {
  const { sequence: _sequence, ...rest } = row;
  return rest;
}

export function toOutboxRow(row: Selectable<JournalTables['outbox']>): OutboxRow {
  return { ...row, maybeDuplicate: Boolean(row.maybeDuplicate) };
}

/** A column that was added later comes last; the rows of all stores read alike. */
export function toLedgerRow({ protect, entries, version, ...row }: LedgerRow): LedgerRow {
  return { ...row, protect, entries, version };
}
