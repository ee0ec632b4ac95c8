import type { Order } from '@perpdesk/broker-core';

const NONE = '0';

/** By how the engine's reasons begin. */
const REASONS: readonly (readonly [string, string])[] = [
  ['Immediate or cancel', '2'],
  ['Liquidation', '5'],
  ['Fill or kill', '10'],
];
const REDUCES_NOTHING = '4';
const POSITION_CLOSED = '6';

/** The number in `er`: why an order has expired. */
export function expiryReasonOf({ status, reason, closePosition }: Order): string {
  if (status !== 'expired' || reason === null) return NONE;
  if (reason === 'The position is closed.') return closePosition ? POSITION_CLOSED : REDUCES_NOTHING;
  return REASONS.find(([text]) => reason.startsWith(text))?.[1] ?? NONE;
}
