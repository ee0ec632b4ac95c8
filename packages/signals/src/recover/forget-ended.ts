import { dropEvidence } from '../evidence/take-evidence.ts';
import { isEnded } from '../book/intent-table.ts';
import { newestEntryOf } from '../relay/opener-of.ts';
import type { Book } from '../book/book.ts';
import type { StoredSignal } from '../book/stored-signal.ts';
import type { Run } from '../run.ts';

/** Late news of an ended order still finds it in memory so long; later it is read from the journal. */
const KEEP_MS = 60_000;
const KNOWN_FILLS = 50_000;

/** Drops from memory what has ended and is told. */
export function forgetEnded(run: Run): void {
  const { book, notes } = run;
  const before = run.now() - KEEP_MS;
  for (const row of book.intents.all()) {
    if (!isEnded(row) || row.updatedAt > before || notes.untold.has(row.id)) continue;
    // brought back for a fill that is being read, or for all that an account may have missed
    if ((notes.loadedAt.get(row.id) ?? 0) > before || !notes.recovered.has(row.brokerId)) continue;
    if (book.signals.get(row.signalId)?.state === 'planned') continue;
    book.intents.drop(row.id);
    book.fills.delete(row.id);
    notes.loadedAt.delete(row.id);
    notes.heard.delete(row.id);
    dropEvidence(book.evidence, row.id);
  }
  for (const [id, { state, stored }] of book.signals) {
    const isOver = state === 'done' || state === 'refused';
    if (!isOver || stored.signal.receivedAt >= before || book.intents.ofSignal(id).length > 0) continue;
    if (!isOpener(book, id, stored)) book.signals.delete(id);
  }
  for (const key of book.knownFills) {
    if (book.knownFills.size <= KNOWN_FILLS) break;
    book.knownFills.delete(key);
  }
}

/** A person still owns what they bought with it, and hears of it where they gave it. */
function isOpener({ ledger }: Book, id: string, { relay, signal }: StoredSignal): boolean {
  return (
    relay !== null && [...ledger.values()].some((row) => row.stream === signal.stream && newestEntryOf(row) === id)
  );
}
