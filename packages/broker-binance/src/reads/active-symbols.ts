import type { CallOptions } from '@perpdesk/broker-core';
import { ask } from '../ask.ts';
import type { Session } from '../session.ts';
import { positionRisksSchema } from '../wire/position-risks.ts';
import { readIncome } from './read-income.ts';
import type { TimeWindow } from './time-windows.ts';

/**
 * Where something happened in the span, for lists that Binance gives by symbol alone: what something was booked for (a
 * trade books its fee, and what it closed), what has a position or open orders, and what the orders that are known here say.
 */
export async function activeSymbols(
  session: Session,
  { operation, window }: { readonly operation: string; readonly window: TimeWindow },
  options: CallOptions,
): Promise<readonly string[]> {
  const path = '/fapi/v3/positionRisk';
  const shared = { operation, weight: 5, priority: 'reduce' } as const;
  const [bookings, held] = await Promise.all([
    readIncome(session, { operation, span: window, priority: 'reduce' }, options),
    ask(session, { ...shared, path, schema: positionRisksSchema }, options),
  ]);
  const booked = bookings.flatMap(({ symbol }) => (symbol === '' ? [] : [symbol]));
  return [...new Set([...booked, ...held.map(({ symbol }) => symbol), ...session.tracker.activeSince(window.fromAt)])];
}
