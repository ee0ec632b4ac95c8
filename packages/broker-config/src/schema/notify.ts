import { block, oneOf } from './names.ts';

export const NOTIFY_LEVELS = ['loud', 'silent', 'off'] as const;
/**
 * How a chat is told of one kind of event.
 *
 * @useDeclaredType
 */
export type NotifyLevel = (typeof NOTIFY_LEVELS)[number];

/** Everything that a chat can be told, by what it is about. */
export const NOTIFY_TYPES = {
  signal: [
    'signal.received',
    'signal.remarked',
    'signal.ended',
    'signal.rejected',
    'signal.asks',
    'signal.answered',
    'signal.dry',
    'signal.noted',
    'signal.held',
    'signal.rejoined',
    'signal.adopted',
    'signal.silent',
    'signal.resumed',
  ],
  order: [
    'order.filled',
    'order.partially-filled',
    'order.resting',
    'order.rejected',
    'order.unknown',
    'order.resolved',
    'order.expired',
    'order.canceled',
    'order.stuck',
    'order.stray',
    'orders.canceled',
    'order.settled',
  ],
  position: ['position.closed', 'position.card', 'position.unowned', 'position.unprotected'],
  stop: ['stop.placed', 'stop.moved', 'stop.replace-failed', 'stop.failed', 'targets.merged', 'protection.set'],
  account: [
    'account.drift',
    'broker.connected',
    'broker.disconnected',
    'setting.changed',
    'risk.warning',
    'risk.eased',
  ],
  summary: ['summary.daily', 'summary.weekly'],
  desk: [
    'route.sender',
    'panic.started',
    'panic.finished',
    'route.switched',
    'desk.paused',
    'desk.resumed',
    'desk.started',
    'desk.away',
    'desk.fault',
    'journal.unwritable',
    'journal.writable',
    'chat.dead',
    'chat.conflict',
    'config.changed',
    'config.refused',
    'config.keys',
    'access.locked',
    'access.denied',
  ],
} as const;

export type NotifyGroup = keyof typeof NOTIFY_TYPES;
export type NotifyType = (typeof NOTIFY_TYPES)[NotifyGroup][number];

/** What a level may be given for: `all`, a group of types, or one type; the narrowest counts. */
const KEYS: readonly string[] = ['all', ...Object.keys(NOTIFY_TYPES), ...Object.values(NOTIFY_TYPES).flat()];

const level = oneOf(NOTIFY_LEVELS).optional();

export const notifySchema = block(
  'a type and loud, silent or off',
  Object.fromEntries(KEYS.map((key) => [key, level])),
);
