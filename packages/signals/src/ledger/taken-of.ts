import { Decimal, decimal, ZERO } from '@perpdesk/broker-core';
import type { LedgerRow } from '@perpdesk/journal/port';
import { protectStateOf } from '../protect/protect-state.ts';
import { targetOf } from '../plan/target-of.ts';

/**
 * What targets took of a position and the strategy has not reduced since: base asset, ≥ 0. Its next entry grows the position
 * by its own step alone.
 *
 * @param previous Signed, the strategy's units: where the step begins.
 */
export function takenOf(row: LedgerRow, previous: Decimal): Decimal {
  const { taken } = protectStateOf(row);
  if (row.unit === null || taken === '0' || row.owned === '0') return ZERO;
  const lacking = targetOf(decimal(row.unit), previous).minus(decimal(row.owned).abs());
  return Decimal.max(ZERO, Decimal.min(decimal(taken), lacking));
}
