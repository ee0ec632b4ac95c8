import type { IntentRow } from '@perpdesk/journal/port';
import { newGoal } from '../book/goal.ts';
import type { StoredOrder } from '../book/stored-order.ts';
import type { Writer } from '../book/writer.ts';
import { cancelByHand } from '../execute/cancel-by-hand.ts';
import { changeSetting } from '../execute/change-setting.ts';
import { directionOf, increasingSide, positionSideOf } from '../plan/sides.ts';
import { settleByHand } from '../execute/settle-by-hand.ts';
import { applyHand } from '../protect/apply-hand.ts';
import { signalWork } from '../faults/work-failed.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';
import { insertIntent } from './insert-intent.ts';
import { pump } from './pump.ts';
import { putStep } from './put-step.ts';
import { supersedeOlder } from './supersede.ts';

/** A person's order on one account. What trades goes by the same lane as everybody's; the rest waits for the exchange outside of it. */
export function applyOrder(run: Run, w: Writer, signal: Signal, order: StoredOrder): void {
  const by = signalWork(signal.id);
  switch (order.type) {
    case 'open':
    case 'close':
    case 'reverse':
      return applyTrade(run, w, signal, order);
    case 'protect':
      return w.after(() => run.spawn(() => applyHand(run, signal, order), by));
    case 'cancel':
      return w.after(() => run.spawnSend(() => cancelByHand(run, signal, order), by));
    case 'settle':
      return w.after(() => run.spawn(() => settleByHand(run, signal, order), by));
    case 'setting':
      return w.after(() => run.spawnSend(() => changeSetting(run, signal, order), by));
    default:
      return order satisfies never;
  }
}

type TradeOrder = Extract<StoredOrder, { readonly type: 'open' | 'close' | 'reverse' }>;

/** One intent, of a reversal two: the second starts when the first is proven to have left nothing. */
function applyTrade(run: Run, w: Writer, signal: Signal, { type, brokerId, positionSide }: TradeOrder): void {
  const { sequence, code } = putStep(run, w, signal);
  w.updateSignal(signal.id, ['accepted'], { state: 'planned' });
  const goal = { order: run.book.nextOrder++, sequence, streamCode: code, cause: 'operator' } as const;
  const base = { signalId: signal.id, brokerId, symbol: signal.symbol, stream: signal.stream };
  const insert = (more: Pick<IntentRow, 'kind' | 'positionSide' | 'side'>, work: 'step' | 'quantity') =>
    insertIntent(run, w, {
      ...base,
      ...more,
      goal: newGoal({ ...goal, work, previous: work === 'step' ? '0' : null }),
    });
  if (type !== 'open') {
    const exit = insert({ kind: 'reduce', positionSide, side: closingSide(positionSide) }, 'quantity');
    supersedeOlder(run, w, exit);
  }
  if (type !== 'close') {
    const direction = directionOf(signal.next);
    const opened = positionSideOf(direction, run.view(brokerId).positionMode);
    insert({ kind: 'increase', positionSide: opened, side: increasingSide(direction) }, 'step');
  }
  pump(run, w, brokerId, signal.symbol);
}

/** For `net` it is known when the position is read. */
function closingSide(side: TradeOrder['positionSide']): 'buy' | 'sell' {
  return side === 'short' ? 'buy' : 'sell';
}
