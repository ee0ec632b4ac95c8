import { type Decimal, decimal, formatDecimal, ZERO } from '@perpdesk/broker-core';
import { LEDGER_STATES } from '@perpdesk/journal/port';
import * as z from 'zod';
import type { Book } from '../book/book.ts';
import type { Writer } from '../book/writer.ts';
import { namesOf } from '../ledger/entry-names.ts';
import { ledgerRow } from '../ledger/owned.ts';
import type { PlanLedger } from '../plan/plan-types.ts';

const amount = z.string().transform((text) => decimal(text));
const schema = z.object({
  owned: amount,
  unit: amount.nullable(),
  state: z.enum(LEDGER_STATES),
  entries: z.number().optional(),
});

/** What a stream would own on an account, had its orders been sent. A flag of the journal, so that nothing real reads it. */
export type DryLedger = Pick<PlanLedger, 'owned' | 'unit' | 'state' | 'entries'>;

const PREFIX = 'dry:';

function nameOf(brokerId: string, stream: string): string {
  return `${PREFIX}${brokerId} ${stream}`;
}

/** `null`: the flag is about something else. */
export function dryPlaceOf(flag: string): { readonly brokerId: string } | null {
  if (!flag.startsWith(PREFIX)) return null;
  return { brokerId: flag.slice(PREFIX.length).split(' ')[0] ?? '' };
}

export function isReadableDry(value: string): boolean {
  try {
    return schema.safeParse(JSON.parse(value)).success;
  } catch {
    return false;
  }
}

/** Begins with what is really owned: a route may be made dry in the middle of a position. */
export function readDry(book: Book, brokerId: string, stream: string): DryLedger {
  const value = book.flags.get(nameOf(brokerId, stream));
  if (value === undefined) return ownedNow(book, brokerId, stream);
  const known = schema.parse(JSON.parse(value));
  return { ...known, entries: known.entries ?? (known.owned.isZero() ? 0 : 1) };
}

/** What the stream really owns. */
export function ownedNow(book: Book, brokerId: string, stream: string): DryLedger {
  const row = ledgerRow(book, brokerId, stream);
  if (row === null) return { owned: ZERO, unit: null, state: 'flat', entries: 0 };
  const unit = row.unit === null ? null : decimal(row.unit);
  return { owned: decimal(row.owned), unit, state: row.state, entries: namesOf(row).length };
}

/** How many entries the position would be made of after an order that moves what is owned. */
export function entriesAfter({ owned: before, entries }: DryLedger, after: Decimal): number {
  if (after.isZero()) return 0;
  if (before.isZero() || before.isNegative() !== after.isNegative()) return 1;
  return after.abs().gt(before.abs()) ? entries + 1 : entries;
}

export function putDry(w: Writer, brokerId: string, stream: string, { owned, unit, ...rest }: DryLedger): void {
  const value = { owned: formatDecimal(owned), unit: unit === null ? null : formatDecimal(unit), ...rest };
  w.add({ type: 'flag-put', name: nameOf(brokerId, stream), value: JSON.stringify(value) });
}

/** The account trades for real: what it would own is of no use any more. */
export function dropDry(w: Writer, brokerId: string, stream: string): void {
  const name = nameOf(brokerId, stream);
  if (w.book.flags.has(name)) w.add({ type: 'flag-put', name, value: null });
}
