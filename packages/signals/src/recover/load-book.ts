import { goalOf } from '../book/goal.ts';
import { fillKey, ledgerKey } from '../book/book.ts';
import { readStates } from '../faults/unread-state.ts';
import { readSignal } from '../faults/unread.ts';
import { INTENT_END_STATES, INTENT_STATES, type SignalRow } from '@perpdesk/journal/port';
import { flaggedAsUntold } from '../lanes/untold-flag.ts';
import { noteToldBefore } from '../relay/heard.ts';
import { newestEntryOf } from '../relay/opener-of.ts';
import { routeIdOf } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import { loadClosedAt } from './load-closed-at.ts';
import { loadIntents } from './load-intent.ts';
import { unreadFrom } from './read-from.ts';

/** Newest fills that are remembered per account, to know a repeat. */
const REMEMBERED_FILLS = 2_000;

/** Reads the journal's open part into the book. */
export async function loadBook(run: Run): Promise<void> {
  const { journal, book } = run;
  const openStates = INTENT_STATES.filter((state) => !INTENT_END_STATES.includes(state));
  const [ledger, flags, signals, open] = await Promise.all([
    journal.readLedger(),
    journal.readFlags(),
    journal.listSignals({ states: ['accepted', 'planned', 'held'] }),
    journal.listIntents({ states: openStates }),
  ]);
  for (const row of ledger.streams) book.streams.set(row.stream, row);
  for (const row of ledger.ledger) book.ledger.set(ledgerKey(row.brokerId, row.stream), row);
  for (const [name, value] of Object.entries(flags)) book.flags.set(name, value);
  for (const row of [...signals, ...(await signalsOfPeople(run))]) {
    const stored = readSignal(run, row);
    if (stored !== null) book.signals.set(row.id, { id: row.id, state: row.state, stored });
  }
  const planned = signals.filter((row) => row.state === 'planned').map((row) => row.id);
  const ofPlanned = planned.length === 0 ? [] : await journal.listIntents({ signalIds: planned });
  const untold = flaggedAsUntold(book.flags.keys());
  const ofUntold = untold.length === 0 ? [] : await journal.listIntents({ ids: untold });
  const byId = new Map([...ofPlanned, ...open, ...ofUntold].map((row) => [row.id, row]));
  await loadIntents(run, [...byId.values()]);
  readStates(run);
  await Promise.all(planned.map((id) => noteToldOf(run, id)));
  for (const id of run.manager.ids) {
    const fills = await journal.listFills({ brokerId: id, newest: REMEMBERED_FILLS });
    const unread = unreadFrom(run, id);
    // what is read anew is longer ago than those
    const since = unread === null ? [] : await journal.listFills({ brokerId: id, venueFrom: unread });
    for (const fill of [...since, ...fills]) {
      book.knownFills.add(fillKey(fill));
      book.lastFillAt.set(id, Math.max(fill.venueAt, book.lastFillAt.get(id) ?? 0));
    }
    if (fills.length === 0) await noteFirstOrder(run, id);
  }
  await loadClosedAt(run);
  for (const row of book.intents.all()) book.nextOrder = Math.max(book.nextOrder, goalOf(row).order + 1);
}

/** With which people came to what they own: where they hear of it stands in them. */
async function signalsOfPeople({ journal, book, routes }: Run): Promise<readonly SignalRow[]> {
  const ofPeople = [...book.ledger.values()].filter(({ stream }) => !routes.has(routeIdOf(stream)));
  const ids = ofPeople.flatMap((row) => newestEntryOf(row) ?? []);
  return ids.length === 0 ? [] : await journal.listSignals({ ids });
}

async function noteToldOf(run: Run, signalId: string): Promise<void> {
  for (const row of await run.journal.listOutbox({ thread: signalId })) noteToldBefore(run, row);
}

/** Fills of an account of which none is known are missing since its first order. */
async function noteFirstOrder({ journal, book }: Run, brokerId: string): Promise<void> {
  const [first] = (await journal.listIntents({ brokerId })).filter(({ attempt }) => attempt > 0);
  if (first !== undefined) book.lastFillAt.set(brokerId, first.fromAt ?? first.createdAt);
}
