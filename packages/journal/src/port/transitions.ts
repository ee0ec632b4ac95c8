import type { ConfirmState } from './chat-rows.ts';
import type { IntentState } from './intent-row.ts';
import type { OutboxState } from './outbox-row.ts';
import type { SignalState } from './signal-row.ts';

/**
 * Where an intent may go from each state. An update that keeps the state is always allowed.
 *
 * `sending` is the mark: whoever writes it, from `sending` itself too, names `attempt` + 1. No other update moves `attempt`.
 */
export const INTENT_TRANSITIONS: Readonly<Record<IntentState, readonly IntentState[]>> = {
  planned: ['sending', 'rejected', 'expired', 'canceled', 'superseded', 'needs-operator'],
  sending: [
    'sending',
    'unknown',
    'accepted',
    'partially-filled',
    'filled',
    'rejected',
    'expired',
    'canceled',
    'superseded',
    'needs-operator',
  ],
  unknown: [
    'sending',
    'accepted',
    'partially-filled',
    'filled',
    'rejected',
    'expired',
    'canceled',
    'superseded',
    'needs-operator',
  ],
  accepted: ['partially-filled', 'filled', 'rejected', 'expired', 'canceled', 'needs-operator'],
  'partially-filled': ['filled', 'expired', 'canceled', 'needs-operator'],
  'needs-operator': ['accepted', 'partially-filled', 'filled', 'rejected', 'expired', 'canceled', 'superseded'],
  filled: [],
  rejected: [],
  expired: [],
  canceled: [],
  superseded: [],
};

/** Where a signal may go from each state. */
export const SIGNAL_TRANSITIONS: Readonly<Record<SignalState, readonly SignalState[]>> = {
  accepted: ['held', 'planned', 'refused', 'done'],
  held: ['planned', 'refused', 'done'],
  planned: ['refused', 'done'],
  refused: [],
  done: [],
};

/** Where a confirm card may go from each state. */
export const CONFIRM_TRANSITIONS: Readonly<Record<ConfirmState, readonly ConfirmState[]>> = {
  pending: ['executing', 'done', 'cancelled', 'expired', 'failed'],
  executing: ['done', 'failed'],
  done: [],
  cancelled: [],
  expired: [],
  failed: [],
};

/** Where a message may go from each state. */
export const OUTBOX_TRANSITIONS: Readonly<Record<OutboxState, readonly OutboxState[]>> = {
  pending: ['sent', 'dead'],
  sent: [],
  dead: [],
};
