import type { JournalChange } from '@perpdesk/journal/port';

const HOUR_MS = 3_600_000;

/** Tells the owners that another program reads the bot: at most once an hour, whatever happens. */
export function conflictMessages(targets: readonly string[], now: number, waitMs: number): readonly JournalChange[] {
  return targets.map((target) => ({
    type: 'outbox-insert',
    message: {
      eventId: `chat-conflict:${Math.floor(now / HOUR_MS)}`,
      target,
      type: 'chat.conflict',
      priority: 'critical',
      payload: JSON.stringify({ type: 'chat.conflict', waitMs }),
      thread: null,
      createdAt: now,
    },
  }));
}
