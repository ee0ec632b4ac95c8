import { NOTIFY_TYPES, type NotifyGroup, type NotifyLevel, type NotifyType } from '@perpdesk/broker-config';
import type { DeskMessageType } from '../outbox/desk-message.ts';

/** What rings a phone unless the chat says otherwise. */
const DEFAULTS: Readonly<Record<NotifyType, NotifyLevel>> = {
  'signal.received': 'silent',
  'signal.remarked': 'silent',
  'signal.ended': 'silent',
  'signal.rejected': 'loud',
  'signal.asks': 'loud',
  'signal.answered': 'loud',
  'signal.dry': 'loud',
  'signal.noted': 'loud',
  'signal.held': 'loud',
  'signal.rejoined': 'loud',
  'signal.adopted': 'loud',
  'signal.silent': 'loud',
  'signal.resumed': 'silent',
  'position.unowned': 'loud',
  'position.unprotected': 'loud',
  'order.filled': 'loud',
  'order.partially-filled': 'silent',
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
  'protection.set': 'loud',
  'orders.canceled': 'loud',
  'order.settled': 'loud',
  'setting.changed': 'loud',
  'position.closed': 'loud',
  'position.card': 'silent',
  'account.drift': 'loud',
  'route.sender': 'loud',
  'risk.warning': 'loud',
  'risk.eased': 'silent',
  'summary.daily': 'silent',
  'summary.weekly': 'silent',
  'broker.connected': 'silent',
  'broker.disconnected': 'loud',
  'panic.started': 'loud',
  'panic.finished': 'loud',
  'route.switched': 'loud',
  'desk.paused': 'loud',
  'desk.resumed': 'loud',
  'desk.started': 'silent',
  'desk.away': 'silent',
  'desk.fault': 'loud',
  'journal.unwritable': 'loud',
  'journal.writable': 'loud',
  'chat.dead': 'loud',
  'chat.conflict': 'loud',
  'config.changed': 'loud',
  'config.refused': 'loud',
  'config.keys': 'loud',
  'access.locked': 'loud',
  'access.denied': 'loud',
};

/** Nobody may miss these: they ring whatever a chat has set, and are never folded. */
const CRITICAL: ReadonlySet<DeskMessageType> = new Set<DeskMessageType>([
  'signal.asks',
  'stop.failed',
  'position.unprotected',
  'desk.fault',
  'panic.started',
  'panic.finished',
  'journal.unwritable',
  'chat.dead',
  'chat.conflict',
  'access.locked',
  'config.refused',
  'config.keys',
]);

/** What a chat asked for, by type, by group or for `all`. */
export type NotifyWishes = Readonly<Record<string, NotifyLevel>>;

export function isCritical(type: DeskMessageType): boolean {
  return CRITICAL.has(type);
}

export function notifyGroups(): readonly (readonly [NotifyGroup, readonly NotifyType[]])[] {
  const { signal, order, position, stop, account, summary, desk } = NOTIFY_TYPES;
  return [
    ['signal', signal],
    ['order', order],
    ['position', position],
    ['stop', stop],
    ['account', account],
    ['summary', summary],
    ['desk', desk],
  ];
}

/** How loud a type is; the first of the wishes that says something about it counts, and in it the narrowest key. */
export function levelOf(type: DeskMessageType, ...wishes: readonly NotifyWishes[]): NotifyLevel {
  if (isCritical(type)) return 'loud';
  const group = notifyGroups().find(([, types]) => types.includes(type))?.[0] ?? 'all';
  const keys = [type, group, 'all'];
  for (const wish of wishes) {
    const said = keys.map((key) => wish[key]).find((level) => level !== undefined);
    if (said !== undefined) return said;
  }
  return DEFAULTS[type];
}
