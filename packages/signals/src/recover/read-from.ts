import type { Run } from '../run.ts';

/** Fills may be told a little out of order. */
const OVERLAP_MS = 60_000;

/** Keeps from when on fills may be missing, before live news moves the newest known one on. */
export function noteReadFrom(run: Run, brokerId: string): void {
  const at = newestKnown(run, brokerId);
  if (at !== null && !run.notes.readFrom.has(brokerId)) run.notes.readFrom.set(brokerId, at);
}

/** Unix ms of the exchange; `null`: nothing of ours can be missing. */
export function readFrom(run: Run, brokerId: string): number | null {
  const at = run.notes.readFrom.get(brokerId) ?? newestKnown(run, brokerId);
  return at === null ? null : at - OVERLAP_MS;
}

export function gapsOf(run: Run, brokerId: string): number {
  return run.notes.gaps.get(brokerId) ?? 0;
}

/** The newest known fill; without one, the oldest open intent. */
function newestKnown(run: Run, brokerId: string): number | null {
  const known = run.book.lastFillAt.get(brokerId);
  if (known !== undefined) return known;
  const open = [...run.book.intents.all()].filter((row) => row.brokerId === brokerId && row.attempt > 0);
  return open.length === 0 ? null : Math.min(...open.map((row) => row.fromAt ?? row.createdAt));
}
