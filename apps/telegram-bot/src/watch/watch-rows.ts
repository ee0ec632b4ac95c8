import type { JournalChange } from '@perpdesk/journal/port';
import type { WatchMessage } from './watch-message.ts';

/** One message for each chat; the event is named, so that it is told once however often it is noticed. */
export function watchRows(
  message: WatchMessage,
  { eventId, targets, now }: { readonly eventId: string; readonly targets: readonly string[]; readonly now: number },
): readonly JournalChange[] {
  return [...new Set(targets)].map((target) => ({
    type: 'outbox-insert',
    message: {
      eventId,
      target,
      type: message.type,
      priority: 'normal',
      payload: JSON.stringify(message),
      thread: null,
      createdAt: now,
    },
  }));
}
