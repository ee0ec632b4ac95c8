/** One Telegram update, stored before its offset is confirmed; unique by updateId. */
export interface UpdateRow {
  readonly updateId: number;
  /** The update as JSON. */
  readonly payload: string;
  readonly receivedAt: number;
  readonly state: 'pending' | 'done';
}

/** How far a confirm card has come. */
export const CONFIRM_STATES = ['pending', 'executing', 'done', 'cancelled', 'expired', 'failed'] as const;
export type ConfirmState = (typeof CONFIRM_STATES)[number];

/** A confirm card: an order of a person that waits for the same person's tap. */
export interface ConfirmRow {
  readonly nonce: string;
  readonly userId: string;
  readonly chatId: string;
  readonly messageId: number | null;
  readonly brokerId: string;
  /** The canonical command as JSON. */
  readonly payload: string;
  readonly state: ConfirmState;
  readonly result: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** Append only, hash-chained: who did what. */
export interface AuditEntry {
  readonly at: number;
  /** `user:<id>`, `route:<id>`, `desk`. */
  readonly actor: string;
  readonly action: string;
  /** JSON, no secrets. */
  readonly detail: string;
}

export interface AuditRow extends AuditEntry {
  readonly sequence: number;
  /** SHA-256 over the previous row's hash and this row, hex. */
  readonly hash: string;
}
