import type { Writer } from '../book/writer.ts';
import type { Run } from '../run.ts';

/** Fills may be told a little out of order. */
const OVERLAP_MS = 60_000;

/** Keeps from when on fills may be missing, before live news moves the newest known one on. */
export function noteReadFrom(run: Run, brokerId: string): void {
  const at = newestKnown(run, brokerId);
  if (at !== null && !run.notes.readFrom.has(brokerId)) run.notes.readFrom.set(brokerId, at);
}

/**
 * A newer fill is recorded while what was missed is not read: from when on, in one commit with it, for the next life knows
 * the newest fill only.
 */
export function keepReadFrom(run: Run, w: Writer, brokerId: string): void {
  const at = run.notes.readFrom.get(brokerId);
  const name = flagOf(brokerId);
  if (at !== undefined && !w.book.flags.has(name)) w.add({ type: 'flag-put', name, value: `${at}` });
}

/** Once what was missed is read, no life need know. */
export function dropReadFrom(run: Run, w: Writer, brokerId: string): void {
  const name = flagOf(brokerId);
  if (!run.notes.readFrom.has(brokerId) && w.book.flags.has(name)) w.add({ type: 'flag-put', name, value: null });
}

function flagOf(brokerId: string): string {
  return `fills-from:${brokerId}`;
}

/** Unix ms of the exchange: since when a life before left fills unread; `null`: it did not. */
export function unreadFrom({ book }: Pick<Run, 'book'>, brokerId: string): number | null {
  const at = keptOf(book, brokerId);
  return at === null ? null : at - OVERLAP_MS;
}

/** Unix ms of the exchange; `null`: nothing of ours can be missing. */
export function readFrom(run: Run, brokerId: string): number | null {
  const at = run.notes.readFrom.get(brokerId) ?? newestKnown(run, brokerId);
  return at === null ? null : at - OVERLAP_MS;
}

export function gapsOf(run: Run, brokerId: string): number {
  return run.notes.gaps.get(brokerId) ?? 0;
}

/** What a life before left unread; else the newest known fill; without one, the oldest open intent. */
function newestKnown(run: Run, brokerId: string): number | null {
  const kept = keptOf(run.book, brokerId);
  if (kept !== null) return kept;
  const known = run.book.lastFillAt.get(brokerId);
  if (known !== undefined) return known;
  const open = [...run.book.intents.all()].filter((row) => row.brokerId === brokerId && row.attempt > 0);
  return open.length === 0 ? null : Math.min(...open.map((row) => row.fromAt ?? row.createdAt));
}

function keptOf({ flags }: Pick<Run['book'], 'flags'>, brokerId: string): number | null {
  const kept = Number.parseInt(flags.get(flagOf(brokerId)) ?? '', 10);
  return Number.isNaN(kept) ? null : kept;
}
