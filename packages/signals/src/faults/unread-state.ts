import type { LedgerRow } from '@perpdesk/journal/port';
import { ledgerKey } from '../book/book.ts';
import type { Writer } from '../book/writer.ts';
import { dryPlaceOf, isReadableDry } from '../dry/dry-ledger.ts';
import { PANIC_FLAG } from '../lanes/blocks.ts';
import { hasReadableEntries } from '../ledger/entry-names.ts';
import { driftPlaceOf, isReadableDrift, UNREAD_DRIFT } from '../ledger/known-drift.ts';
import { isReadablePanic, panicInstead } from '../panic/panic-flag.ts';
import { protectInstead } from '../protect/protect-instead.ts';
import { isReadableProtect } from '../protect/protect-state.ts';
import { accountTag } from '../relay/order-fields.ts';
import { tellAll } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';

/** What is kept of a stream's part, or a flag, whose text this version cannot read. */
export type UnreadState =
  | { readonly type: 'ledger'; readonly key: string }
  | { readonly type: 'flag'; readonly name: string; readonly brokerId: string | null; readonly symbol: string | null };

/**
 * Puts into the book what holds in place of a text that cannot be read, and notes it. What is not known any more adds no risk:
 * a part of a stream takes no further entry, a drift halts its instrument, a block stands.
 */
export function readStates(run: Run): void {
  const { book, notes } = run;
  for (const row of book.ledger.values()) {
    const instead = ledgerInstead(run, row);
    if (instead === null) continue;
    book.ledger.set(ledgerKey(row.brokerId, row.stream), instead);
    notes.unreadStates.push({ type: 'ledger', key: ledgerKey(row.brokerId, row.stream) });
  }
  for (const [name, value] of book.flags) {
    const unread = flagInstead(run, name, value);
    if (unread === null) continue;
    if (unread.instead === null) book.flags.delete(name);
    else book.flags.set(name, unread.instead);
    notes.unreadStates.push({ type: 'flag', name, ...unread.place });
  }
  for (const state of notes.unreadStates) run.logger.error('a state in the journal cannot be read', { ...state });
}

/** Writes what holds in place of it, and tells each once. */
export function settleStates(run: Run, w: Writer): void {
  for (const state of run.notes.unreadStates) {
    if (state.type === 'flag') {
      const { name, brokerId, symbol } = state;
      w.add({ type: 'flag-put', name, value: w.book.flags.get(name) ?? null });
      tell(run, w, { name, brokerId, symbol });
      continue;
    }
    const row = w.book.ledger.get(state.key);
    if (row === undefined) continue;
    const { version: _, ...kept } = row;
    w.putLedger(kept);
    tell(run, w, { name: row.stream, brokerId: row.brokerId, symbol: row.symbol });
  }
  w.after(() => run.notes.unreadStates.splice(0));
}

function tell(
  run: Run,
  w: Writer,
  {
    name,
    brokerId,
    symbol,
  }: { readonly name: string; readonly brokerId: string | null; readonly symbol: string | null },
): void {
  const isKnown = brokerId !== null && run.manager.ids.includes(brokerId);
  tellAll(run, w, `unread:${name}:${run.newId()}`, {
    type: 'desk.fault',
    about: 'unread-state',
    account: isKnown ? accountTag(run, brokerId) : null,
    symbol,
    name,
    isExit: false,
    detail: sentence('version-cannot-read'),
  });
}

/** `null`: the row can be read. */
function ledgerInstead(run: Run, row: LedgerRow): LedgerRow | null {
  const isProtectRead = isReadableProtect(row);
  if (isProtectRead && hasReadableEntries(row)) return null;
  return {
    ...row,
    protect: isProtectRead ? row.protect : protectInstead(run, row),
    entries: hasReadableEntries(row) ? row.entries : null,
    // what targets took, or how many entries there were, is not known any more: nothing is added
    state: 'sitting-out',
  };
}

interface FlagInstead {
  readonly instead: string | null;
  readonly place: { readonly brokerId: string | null; readonly symbol: string | null };
}

function flagInstead(run: Run, name: string, value: string): FlagInstead | null {
  if (name === PANIC_FLAG) {
    const place = { brokerId: null, symbol: null };
    return isReadablePanic(value) ? null : { instead: panicInstead(run.now()), place };
  }
  const drift = driftPlaceOf(name);
  if (drift !== null) return isReadableDrift(value) ? null : { instead: UNREAD_DRIFT, place: drift };
  const dry = dryPlaceOf(name);
  return dry === null || isReadableDry(value) ? null : { instead: null, place: { ...dry, symbol: null } };
}
