import type { OutboxMessage } from '@perpdesk/journal/port';
import type { Notice, NoticeType } from '../notice.ts';

/** These overtake what else waits in their chat. */
const CRITICAL: readonly NoticeType[] = [
  'stop.failed',
  'position.unprotected',
  'panic.started',
  'panic.finished',
  'journal.unwritable',
  'desk.fault',
];

export interface Telling {
  /** The event's own name: the same event is never told twice. */
  readonly eventId: string;
  /** Names of chats. */
  readonly targets: readonly string[];
  /** Groups messages: the signal's id. */
  readonly thread: string | null;
  readonly now: number;
}

/** One outbox message per chat. */
export function toOutboxMessages(notice: Notice, { eventId, targets, thread, now }: Telling): readonly OutboxMessage[] {
  const payload = JSON.stringify(notice);
  return [...new Set(targets)].map((target) => ({
    eventId,
    target,
    type: notice.type,
    priority: CRITICAL.includes(notice.type) ? 'critical' : 'normal',
    payload,
    thread,
    createdAt: now,
  }));
}
