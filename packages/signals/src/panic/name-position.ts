import { formatDecimal, type Position } from '@perpdesk/broker-core';
import { directionOf } from '../plan/sides.ts';

/** `main BTCUSDT LONG 0.02`: a position in one line for people. */
export function namePosition(brokerId: string, { symbol, quantity }: Position): string {
  return `${brokerId} ${symbol} ${directionOf(quantity).toUpperCase()} ${formatDecimal(quantity.abs())}`;
}
