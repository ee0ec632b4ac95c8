import type { PanicDesk } from './panic-desk.ts';

/** The latest end of validity among an account's entries that are sending or unknown, exchange time; `null`: none. */
export function pendingEntriesUntil(desk: PanicDesk, brokerId: string): number | null {
  const rows = desk.run()?.book.intents.openEntries(brokerId) ?? [];
  const ends = rows.filter((row) => row.state === 'sending' || row.state === 'unknown').map((row) => row.untilAt ?? 0);
  return ends.length === 0 ? null : Math.max(...ends);
}
