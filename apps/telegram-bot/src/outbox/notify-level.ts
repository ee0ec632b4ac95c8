import type { DeskMessageType } from './desk-message.ts';

export const NOTIFY_LEVELS = ['loud', 'silent', 'off'] as const;
export type NotifyLevel = (typeof NOTIFY_LEVELS)[number];

/** What rings a phone unless the chat says otherwise. */
const DEFAULTS: Readonly<Record<DeskMessageType, NotifyLevel>> = {
  'signal.received': 'silent',
  'signal.remarked': 'silent',
  'signal.rejected': 'loud',
  'signal.asks': 'loud',
  'signal.answered': 'loud',
  'signal.dry': 'loud',
  'signal.noted': 'loud',
  'signal.held': 'loud',
  'signal.rejoined': 'loud',
  'signal.adopted': 'loud',
  'position.unowned': 'loud',
  'position.unprotected': 'loud',
  'order.filled': 'loud',
  'order.resting': 'silent',
  'order.rejected': 'loud',
  'order.unknown': 'loud',
  'order.resolved': 'loud',
  'order.expired': 'silent',
  'order.canceled': 'silent',
  'order.stuck': 'loud',
  'order.stray': 'loud',
  'stop.placed': 'silent',
  'stop.moved': 'silent',
  'stop.replace-failed': 'loud',
  'stop.failed': 'loud',
  'targets.merged': 'silent',
  'position.closed': 'loud',
  'position.card': 'silent',
  'account.drift': 'loud',
  'route.sender': 'loud',
  'broker.connected': 'silent',
  'broker.disconnected': 'loud',
  'panic.started': 'loud',
  'panic.finished': 'loud',
  'desk.paused': 'loud',
  'desk.resumed': 'loud',
  'desk.started': 'silent',
  'journal.unwritable': 'loud',
  'journal.writable': 'loud',
  'chat.dead': 'loud',
  'chat.conflict': 'loud',
};

/** These are told whatever a chat has set. */
const ALWAYS: ReadonlySet<string> = new Set([
  'signal.asks',
  'stop.failed',
  'panic.started',
  'panic.finished',
  'journal.unwritable',
]);

export function levelOf(type: DeskMessageType, wish: NotifyLevel | null): NotifyLevel {
  return ALWAYS.has(type) ? 'loud' : (wish ?? DEFAULTS[type]);
}
