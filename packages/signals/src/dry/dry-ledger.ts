import { decimal, formatDecimal, ZERO } from '@perpdesk/broker-core';
import { LEDGER_STATES } from '@perpdesk/journal/port';
import * as z from 'zod';
import type { Book } from '../book/book.ts';
import type { Writer } from '../book/writer.ts';
import { ledgerRow } from '../ledger/owned.ts';
import type { PlanLedger } from '../plan/plan-types.ts';

const amount = z.string().transform((text) => decimal(text));
const schema = z.object({ owned: amount, unit: amount.nullable(), state: z.enum(LEDGER_STATES) });

/** What a stream would own on an account, had its orders been sent. A flag of the journal, so that nothing real reads it. */
export type DryLedger = Pick<PlanLedger, 'owned' | 'unit' | 'state'>;

function nameOf(brokerId: string, stream: string): string {
  return `dry:${brokerId} ${stream}`;
}

/** Begins with what is really owned: a route may be made dry in the middle of a position. */
export function readDry(book: Book, brokerId: string, stream: string): DryLedger {
  const value = book.flags.get(nameOf(brokerId, stream));
  if (value !== undefined) return schema.parse(JSON.parse(value));
  const row = ledgerRow(book, brokerId, stream);
  if (row === null) return { owned: ZERO, unit: null, state: 'flat' };
  return { owned: decimal(row.owned), unit: row.unit === null ? null : decimal(row.unit), state: row.state };
}

export function putDry(w: Writer, brokerId: string, stream: string, { owned, unit, state }: DryLedger): void {
  const value = { owned: formatDecimal(owned), unit: unit === null ? null : formatDecimal(unit), state };
  w.add({ type: 'flag-put', name: nameOf(brokerId, stream), value: JSON.stringify(value) });
}

/** The account trades for real: what it would own is of no use any more. */
export function dropDry(w: Writer, brokerId: string, stream: string): void {
  const name = nameOf(brokerId, stream);
  if (w.book.flags.has(name)) w.add({ type: 'flag-put', name, value: null });
}
