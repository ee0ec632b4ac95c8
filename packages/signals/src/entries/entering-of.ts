import { type Decimal, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import type { Run } from '../run.ts';
import { isEntering, leftToFill } from './entering-order.ts';

/** Base asset, ≥ 0: what other orders of the stream's entries may still fill, those of a ladder that are to leave included. */
export function enteringOf(run: Run, intent: IntentRow): Decimal {
  return otherEnteringOf(run, intent).reduce((sum, row) => sum.plus(leftToFill(row)), ZERO);
}

/** Those orders. */
export function otherEnteringOf(run: Run, intent: IntentRow): readonly IntentRow[] {
  return run.book.intents
    .openEntries(intent.brokerId)
    .filter((row) => row.stream === intent.stream && row.id !== intent.id && row.side === intent.side)
    .filter(isEntering);
}
