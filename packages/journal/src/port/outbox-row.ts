/** How far a message has come; `dead` is never sent. */
export const OUTBOX_STATES = ['pending', 'sent', 'dead'] as const;
export type OutboxState = (typeof OUTBOX_STATES)[number];

/** `critical` overtakes `normal` in its chat. */
export const OUTBOX_PRIORITIES = ['critical', 'normal'] as const;
export type OutboxPriority = (typeof OUTBOX_PRIORITIES)[number];

/** One event for one chat, unique by (eventId, target): written in the transaction of its event. */
export interface OutboxMessage {
  readonly eventId: string;
  /** The chat's name in the configuration. */
  readonly target: string;
  readonly type: string;
  readonly priority: OutboxPriority;
  /** The notice as JSON; rendered when it is delivered. */
  readonly payload: string;
  /** Groups messages that belong together: a fill answers its signal's card. */
  readonly thread: string | null;
  readonly createdAt: number;
}

export interface OutboxRow extends OutboxMessage {
  /** Order of writing. */
  readonly sequence: number;
  readonly state: OutboxState;
  readonly attempts: number;
  /** Not before, Unix ms; once it is sent, when that was. */
  readonly nextAt: number;
  /** A send whose answer was lost: the next one is marked as a possible double. */
  readonly maybeDuplicate: boolean;
  /** Telegram's message id once sent. */
  readonly messageId: number | null;
  readonly error: string | null;
}

export interface OutboxDepth {
  /** How many wait. */
  readonly pending: number;
  /** Since when the oldest does, Unix ms. */
  readonly oldestAt: number | null;
  readonly dead: number;
  /** For whom something waits, by name. */
  readonly targets: readonly string[];
}
