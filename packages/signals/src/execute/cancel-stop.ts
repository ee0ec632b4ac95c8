import {
  type Broker,
  BrokerError,
  isOpenOrder,
  type Order,
  type OrderRef,
  toClientOrderId,
} from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { isEnded } from '../book/intent-table.ts';
import { intentWork } from '../faults/work-failed.ts';
import { mayHaveSuccessor } from '../recover/may-have-successor.ts';
import type { Run } from '../run.ts';
import { endIntent } from './end-intent.ts';
import { inTime } from './in-time.ts';
import { settleOrder } from './settle-order.ts';
import { sentence } from '../sentences/sentence.ts';

/**
 * Cancels a resting stop until the exchange has said that it is gone. Repeating a cancel moves no money. Nothing happens yet
 * while that it leaves is being written: who wrote it calls again. One that was found at the exchange waits for a journal that
 * is out of reach.
 */
export function cancelStop(run: Run, intentId: string): void {
  if (run.notes.canceling.has(intentId) || run.notes.leavingUnwritten.has(intentId)) return;
  run.notes.canceling.add(intentId);
  const intent = run.book.intents.get(intentId);
  run.spawnSend(
    async () => {
      try {
        await cancelUntilGone(run, intentId);
      } finally {
        run.notes.canceling.delete(intentId);
      }
    },
    intent && intentWork(intent),
  );
}

async function cancelUntilGone(run: Run, intentId: string): Promise<void> {
  for (;;) {
    const stop = run.book.intents.get(intentId);
    if (stop === undefined || isEnded(stop)) return;
    if (isAnothers(run, stop)) {
      if (run.isStopping) return;
      await run.sleep(run.timings.lookGapMs);
      continue;
    }
    run.probe('before-cancel');
    const answer = await cancelOnce(run, run.broker(stop.brokerId), stop);
    run.probe('after-cancel');
    const isOver = answer === 'gone' || (answer !== 'failed' && !isOpenOrder(answer));
    if (isOver) return run.write((w) => settle(run, w, intentId, answer), intentWork(stop));
    if (run.isStopping) return;
    await run.sleep(run.timings.lookGapMs);
  }
}

/** It was found at the exchange, never marked here, and may be what a successor counts on. */
function isAnothers(run: Run, { fromAt }: IntentRow): boolean {
  return fromAt === null && mayHaveSuccessor(run);
}

function settle(run: Run, w: Parameters<Parameters<Run['write']>[0]>[0], id: string, answer: Order | 'gone'): void {
  const current = w.book.intents.get(id);
  if (current === undefined || isEnded(current)) return;
  if (answer !== 'gone') settleOrder(run, w, current, answer);
  else endIntent(run, w, current, { state: 'canceled', code: 'gone', detail: sentence('went-with-position') });
}

async function cancelOnce(run: Run, broker: Broker, stop: IntentRow): Promise<Order | 'gone' | 'failed'> {
  const { clock, timings } = run;
  const reference: OrderRef = { symbol: stop.symbol, clientOrderId: toClientOrderId(stop.clientOrderId ?? '') };
  try {
    return await inTime(clock, timings.readMs, 'cancelOrder', broker.cancelOrder(reference));
  } catch (error) {
    const isGone = BrokerError.is(error) && (error.code === 'order-not-found' || error.code === 'order-not-open');
    if (!isGone) return 'failed';
  }
  try {
    const look = await inTime(clock, timings.readMs, 'findOrder', broker.findOrder(reference));
    return look.order ?? 'gone';
  } catch {
    return 'failed';
  }
}
