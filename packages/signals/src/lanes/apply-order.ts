import { newGoal } from '../book/goal.ts';
import type { StoredOrder } from '../book/stored-signal.ts';
import type { Writer } from '../book/writer.ts';
import { directionOf, increasingSide, positionSideOf } from '../plan/sides.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';
import { insertIntent } from './insert-intent.ts';
import { pump } from './pump.ts';
import { putStep } from './put-step.ts';
import { supersedeOlder } from './supersede.ts';

/** A person's order: one intent on one account, by the same lane as everybody's. */
export function applyOrder(run: Run, w: Writer, signal: Signal, order: StoredOrder): void {
  const { sequence, code } = putStep(run, w, signal);
  w.updateSignal(signal.id, ['accepted'], { state: 'planned' });
  const isOpen = order.type === 'open';
  const { brokerId } = order;
  const direction = directionOf(signal.next);
  const intent = insertIntent(run, w, {
    signalId: signal.id,
    brokerId,
    symbol: signal.symbol,
    stream: signal.stream,
    kind: isOpen ? 'increase' : 'reduce',
    positionSide: isOpen ? positionSideOf(direction, run.view(brokerId).positionMode) : order.positionSide,
    side: isOpen ? increasingSide(direction) : closingSide(order.positionSide),
    goal: newGoal({
      work: isOpen ? 'step' : 'quantity',
      order: run.book.nextOrder++,
      sequence,
      streamCode: code,
      cause: 'operator',
      previous: isOpen ? '0' : null,
    }),
  });
  if (!isOpen) supersedeOlder(run, w, intent);
  pump(run, w, brokerId, signal.symbol);
}

/** For `net` it is known when the position is read. */
function closingSide(side: StoredOrder['positionSide']): 'buy' | 'sell' {
  return side === 'short' ? 'buy' : 'sell';
}
