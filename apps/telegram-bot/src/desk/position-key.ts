import { createHash } from 'node:crypto';

/** A position's stable name for a button: short enough for any account and symbol, and never an index. */
export function positionKey(brokerId: string, symbol: string, positionSide: string): string {
  return createHash('sha256')
    .update(JSON.stringify([brokerId, symbol, positionSide]))
    .digest('base64url')
    .slice(0, 16);
}
