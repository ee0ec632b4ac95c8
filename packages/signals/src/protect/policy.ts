import { decimal } from '@perpdesk/broker-core';
import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { ownersOf, toPositionSide } from '../ledger/owned.ts';
import { directionOf, reducingSide } from '../plan/sides.ts';
import { routeIdOf } from '../relay/tell.ts';
import type { StopLossPolicy } from '../route.ts';
import type { Run } from '../run.ts';

/** The stop that the stream's route asks for; `null`: none. */
export function stopPolicyOf(run: Run, stream: string): StopLossPolicy | null {
  return run.routes.get(routeIdOf(stream))?.stopLoss ?? null;
}

/** Open stops that protect what a stream owns: same side, same direction. */
export function stopsFor(run: Run, row: LedgerRow): readonly IntentRow[] {
  const side = reducingSide(directionOf(decimal(row.owned)));
  const positionSide = toPositionSide(row.positionSide);
  return run.book.intents
    .openStops(row.brokerId, row.symbol)
    .filter((stop) => stop.positionSide === positionSide && stop.side === side);
}

/** What a stop protects: its own stream's part of the side, and that of others who are to have a stop. */
export function protectedBy(run: Run, stop: IntentRow): readonly LedgerRow[] {
  const owners = ownersOf(run.book, stop.brokerId, stop.symbol, toPositionSide(stop.positionSide));
  return owners.filter((row) => isProtectedBy(run, row, stop));
}

export function isProtectedBy(run: Run, row: LedgerRow, stop: IntentRow): boolean {
  if (reducingSide(directionOf(decimal(row.owned))) !== stop.side) return false;
  return row.stream === stop.stream || stopPolicyOf(run, row.stream) !== null;
}

export function isLeaving(stop: IntentRow): boolean {
  return goalOf(stop).leaving;
}

/** The exchange has confirmed that it stands. */
export function isProven(stop: IntentRow): boolean {
  return stop.state === 'accepted' || stop.state === 'partially-filled';
}

export function protectionKey(row: Pick<LedgerRow, 'brokerId' | 'symbol' | 'positionSide' | 'stream'>): string {
  return `${row.brokerId} ${row.symbol} ${row.positionSide} ${row.stream}`;
}
