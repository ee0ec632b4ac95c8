import type { JournalChange } from '../port/change.ts';
import type { UpdateRow } from '../port/chat-rows.ts';
import { JournalError } from '../port/journal-error.ts';
import type { Journal } from '../port/journal.ts';
import type { OutboxMessage, OutboxRow } from '../port/outbox-row.ts';
import type { SignalRow } from '../port/signal-row.ts';
import { keyOf, type Store } from '../memory/store.ts';
import type { ChangeOf } from '../rules/change-of.ts';
import { FIRST_SEQUENCE } from './shadow.ts';
import { type InMemory, writeSignal } from './write-signal.ts';

/** What is in memory alone, in its order. `isDoubtful`: the journal may have it, for its answer was lost. */
export type Unwritten =
  | { readonly type: 'changes'; changes: readonly JournalChange[]; isDoubtful: boolean }
  | {
      readonly type: 'signal';
      row: SignalRow;
      readonly messages: readonly OutboxMessage[];
      isDoubtful: boolean;
    }
  | { readonly type: 'updates'; readonly rows: readonly UpdateRow[] };

/** Messages that are in the journal by now, though memory still numbers them. */
export type Written = Set<string>;

/** An update comes behind what came of it: a life that finds it pending carries it out, and must find that. */
export function nextOf(log: readonly Unwritten[]): Unwritten | undefined {
  return log.find(({ type }) => type !== 'updates') ?? log[0];
}

/** `does-not-fit`: the journal holds something else; `not-leased`: another one may drive. Then nothing was written. */
export type WriteBack = 'written' | 'does-not-fit' | 'not-leased';

/**
 * Writes one of them into the journal.
 *
 * @throws {JournalError} where it cannot be written; `isDoubtful` is set where it may have been.
 */
export async function writeBack(
  to: Journal,
  from: Store,
  unwritten: Unwritten,
  { written, ...rest }: InMemory & { readonly written: Written },
): Promise<WriteBack> {
  if (unwritten.type === 'updates') {
    await to.acceptUpdates(unwritten.rows.map((row) => from.updates.get(`${row.updateId}`) ?? row));
    return 'written';
  }
  if (unwritten.type === 'signal') {
    await writeSignal(to, from, unwritten, rest);
    await writeMessages(to, from, unwritten.messages, written);
    return 'written';
  }
  const changes = await toJournal(to, from, unwritten.changes, written);
  if (changes.length === 0) return 'written';
  const wasDoubtful = unwritten.isDoubtful;
  const result = await to.commit(changes).catch((error: unknown) => {
    if (JournalError.is(error) && error.outcome === 'unknown') unwritten.isDoubtful = true;
    throw error;
  });
  if (!result.ok && result.conflict === 'lease-held') return 'not-leased';
  // it was all written, or nothing of it: where it does not fit any more, it stands there
  if (!result.ok && !wasDoubtful && moves(changes)) return 'does-not-fit';
  noteWritten(changes, written);
  return 'written';
}

/** Whether orders or what is owned stand on it; what was said to people may be left out. */
function moves(changes: readonly JournalChange[]): boolean {
  return changes.some(({ type }) => !/^(outbox|update|confirm|audit)-/u.test(type));
}

async function writeMessages(
  to: Journal,
  from: Store,
  messages: readonly OutboxMessage[],
  written: Written,
): Promise<void> {
  const changes = messages.map((message) => asItStands(from, { type: 'outbox-insert', message }));
  if (changes.length > 0) await to.commit(changes);
  noteWritten(changes, written);
}

function noteWritten(changes: readonly JournalChange[], written: Written): void {
  for (const change of changes) {
    if (change.type === 'outbox-insert') written.add(keyOf(change.message.eventId, change.message.target));
  }
}

/** The changes as the journal can take them: its messages have other numbers than those in memory. */
export async function toJournal(
  to: Pick<Journal, 'listOutbox'>,
  from: Store,
  changes: readonly JournalChange[],
  written: Written,
): Promise<readonly JournalChange[]> {
  const out: JournalChange[] = [];
  for (const change of changes) {
    if (change.type === 'outbox-insert') out.push(asItStands(from, change));
    else if (change.type !== 'outbox-update' || change.sequence < FIRST_SEQUENCE) out.push(change);
    else out.push(...(await translate(to, from, change, written)));
  }
  return out;
}

/** What became of the message in memory goes with it. */
function asItStands(from: Store, change: ChangeOf<'outbox-insert'>): ChangeOf<'outbox-insert'> {
  const { eventId, target } = change.message;
  const row = from.outbox.rows().find((one) => one.eventId === eventId && one.target === target);
  if (row === undefined) return change;
  const { state, attempts, nextAt, maybeDuplicate, messageId, error } = row;
  return { ...change, patch: { state, attempts, nextAt, maybeDuplicate, messageId, error } };
}

async function translate(
  to: Pick<Journal, 'listOutbox'>,
  from: Store,
  change: ChangeOf<'outbox-update'>,
  written: Written,
): Promise<readonly JournalChange[]> {
  const row = from.outbox.get(`${change.sequence}`);
  // one that is still to be written goes there as it stands by then
  if (row === undefined || !written.has(keyOf(row.eventId, row.target))) return [];
  const stored = (await to.listOutbox({ target: row.target })).find(({ eventId }) => eventId === row.eventId);
  return stored === undefined ? [] : [{ ...change, sequence: stored.sequence }];
}

/** Rows of the journal that memory does not number itself. */
export function withoutKnown(rows: readonly OutboxRow[], from: Store): readonly OutboxRow[] {
  return rows.filter(({ eventId, target }) => from.outboxEvents.get(keyOf(eventId, target)) === undefined);
}
