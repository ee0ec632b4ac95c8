import type { Decimal } from '@perpdesk/broker-core';
import type { Writer } from '../book/writer.ts';
import { putStep } from '../lanes/put-step.ts';
import { sitOut } from '../ledger/sit-out.ts';
import { directionOf, positionSideOf } from '../plan/sides.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';
import { refuseStep } from './refuse-step.ts';
import { sentence } from '../sentences/sentence.ts';

/** Follows a strategy that was in a position before the desk knew it; the accounts come in with its next entry. */
export function joinLater(run: Run, w: Writer, signal: Signal, previous: Decimal): void {
  refuseStep(run, w, signal, 'first-sight', sentence('first-sight'));
  putStep(run, w, signal);
  const direction = directionOf(signal.next.isZero() ? previous : signal.next);
  for (const { brokerId } of run.routes.get(signal.routeId)?.brokers ?? []) {
    const positionSide = positionSideOf(direction, run.view(brokerId).positionMode);
    sitOut(w, { brokerId, stream: signal.stream, symbol: signal.symbol, positionSide });
  }
}
