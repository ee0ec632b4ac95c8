import type { JournalChange } from '@perpdesk/journal/port';
import type { Stranger } from '../rights/stranger.ts';

const DAY_MS = 86_400_000;

/** Tells the owners that somebody without a right was there: of each at most once a day. */
export function deniedMessages(targets: readonly string[], now: number, stranger: Stranger): readonly JournalChange[] {
  return targets.map((target) => ({
    type: 'outbox-insert',
    message: {
      eventId: `access-denied:${stranger.userId}:${Math.floor(now / DAY_MS)}`,
      target,
      type: 'access.denied',
      priority: 'normal',
      payload: JSON.stringify({ type: 'access.denied', ...stranger }),
      thread: null,
      createdAt: now,
    },
  }));
}
