import { decimal, type Decimal } from '@perpdesk/broker-core';
import { isEnded } from '../book/intent-table.ts';
import { ledgerRow } from '../ledger/owned.ts';
import { directionOf } from '../plan/sides.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';

/**
 * Where a step that follows begins on an account, in the strategy's units: where the strategy stood, unless an exit was left
 * out there (skipped by a person, or told only) and the account still holds what the strategy has left.
 */
export function standOf(run: Run, brokerId: string, { stream, symbol }: Signal, previous: Decimal): Decimal {
  const row = ledgerRow(run.book, brokerId, stream);
  const owned = decimal(row?.owned ?? '0');
  if (row === null || owned.isZero()) return previous;
  if (!previous.isZero() && directionOf(previous) === directionOf(owned)) return previous;
  const lane = run.book.intents.openOfLane(brokerId, symbol);
  if (lane.some((one) => one.stream === stream && !isEnded(one))) return previous;
  return row.unit === null ? owned : owned.div(row.unit);
}
