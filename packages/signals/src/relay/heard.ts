import type { OutboxRow } from '@perpdesk/journal/port';
import type { Notice, NoticeType } from '../notice.ts';
import type { Run } from '../run.ts';

/** These say how an order, or one that was to be, ended. */
const ENDS: readonly NoticeType[] = ['order.filled', 'order.rejected', 'order.expired', 'order.canceled'];

/** Notes what a chat hears of how an intent ended. */
export function noteTold(run: Run, notice: Notice): void {
  if (!('intentId' in notice)) return;
  const isOpen = notice.type === 'order.resolved' && notice.result === 'needs-operator';
  if (isOpen || ENDS.includes(notice.type)) run.notes.heard.add(notice.intentId);
}

/** The chat has heard why there is no order. */
export function noteHeard(run: Run, intentId: string): void {
  run.notes.heard.add(intentId);
}

/** The same of what an earlier life told. */
export function noteToldBefore(run: Run, { eventId, payload }: Pick<OutboxRow, 'eventId' | 'payload'>): void {
  const notice: Notice = JSON.parse(payload);
  noteTold(run, notice);
  const [event, intentId] = eventId.split(':');
  if (intentId !== undefined && (event === 'refused' || event === 'remarked')) noteHeard(run, intentId);
}
