import { createHash } from 'node:crypto';

export interface SignalKeyInput {
  readonly routeId: string;
  /** Of the text without secrets, its members in one order. */
  readonly bodyHash: string;
  /** Tells apart what the body cannot, e.g. a refused sender from the true one with the same text. */
  readonly salt?: string;
}

/** The idempotency key: SHA-256 over route and body, hex. A repeat of the same alert has the same key. */
export function signalKey({ routeId, bodyHash, salt = '' }: SignalKeyInput): string {
  return createHash('sha256')
    .update(JSON.stringify(salt === '' ? [routeId, bodyHash] : [routeId, bodyHash, salt]))
    .digest('hex');
}
