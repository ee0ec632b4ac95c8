import { formatDecimal, isOpenOrder, type Order } from '@perpdesk/broker-core';
import type { IntentRow, StreamRow } from '@perpdesk/journal/port';
import { newGoal } from '../book/goal.ts';
import { isMarked } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import { decodeClientOrderId } from '../execute/client-order-id.ts';
import { accountWork } from '../faults/work-failed.ts';
import { draftIntent } from '../lanes/insert-intent.ts';
import { ledgerRow, ownedBy } from '../ledger/owned.ts';
import { asksForStop } from '../protect/policy.ts';
import { signalOfStream } from '../protect/signal-of-stream.ts';
import { signalToProtect } from '../protect/signal-to-protect.ts';
import { isFlat } from '../protect/is-flat.ts';
import { leave } from '../protect/leave.ts';
import type { Run } from '../run.ts';

/** Takes in every stop of ours that stands at the exchange and that the journal does not know. */
export async function adoptStops(run: Run, brokerId: string): Promise<void> {
  for (const order of run.view(brokerId).openOrders) await adoptStop(run, brokerId, order);
}

/**
 * Takes in a stop that a life sent whose journal could not be written, so that no second one is placed beside it. One that
 * protects nothing is canceled; one where none is to stand is left, and told as an order that nobody knows. So is one whose
 * strategy owns nothing by this journal, an older copy maybe, while the side holds something.
 */
export async function adoptStop(run: Run, brokerId: string, order: Order): Promise<void> {
  const { clientOrderId, symbol } = order;
  if (order.type !== 'stop-market' || !isOpenOrder(order)) return;
  const parts = decodeClientOrderId(clientOrderId);
  if (parts === null || parts.environment !== run.view(brokerId).environment) return;
  if (run.book.intents.byClientOrderId(clientOrderId) !== undefined) return;
  const [recorded] = await run.journal.listIntents({ brokerId, clientOrderId });
  if (recorded !== undefined) return;
  const stream = [...run.book.streams.values()].find(({ code }) => code === parts.streamCode);
  const row = stream === undefined ? null : ledgerRow(run.book, brokerId, stream.stream);
  const owning = row === null || row.owned === '0' ? null : row;
  // set by hand, where the journal does not know that either: taken in, it would go as one too many
  if (owning !== null && !asksForStop(run, owning)) return;
  // what a rebuilt journal says that a stream owns is protected, though no signal of it is known
  const known = owning !== null ? await signalToProtect(run, owning) : null;
  const signalId = known ?? (stream === undefined ? null : await signalOfStream(run, stream.stream));
  if (stream === undefined || signalId === null) {
    return run.logger.warn('a stop of this desk belongs to no strategy that is known', { brokerId, clientOrderId });
  }
  run.logger.warn('a stop was found that the journal does not know', { brokerId, symbol, clientOrderId });
  await run.write((w) => {
    if (w.book.intents.byClientOrderId(clientOrderId) === undefined)
      takeIn(run, w, { brokerId, order, stream, signalId });
  }, accountWork(brokerId));
}

interface Found {
  readonly brokerId: string;
  readonly order: Order;
  readonly stream: StreamRow;
  readonly signalId: string;
}

function takeIn(run: Run, w: Writer, { brokerId, order, stream, signalId }: Found): void {
  const { symbol, positionSide, side, triggerPrice, clientOrderId, venueOrderId } = order;
  const isEntering = w.book.intents
    .openOfLane(brokerId, symbol)
    .some((row) => row.kind === 'increase' && row.stream === stream.stream && isMarked(row));
  const isOut = !isEntering && ownedBy(w.book, brokerId, stream.stream).isZero();
  if (isOut && !isFlat(run, brokerId, order)) return;
  const draft = draftIntent(run, w, {
    signalId,
    brokerId,
    symbol,
    positionSide,
    stream: stream.stream,
    kind: 'stop',
    side,
    orderType: 'stop-market',
    quantity: order.closePosition || order.quantity === null ? null : formatDecimal(order.quantity),
    triggerPrice: triggerPrice === null ? null : formatDecimal(triggerPrice),
    goal: newGoal({
      work: 'stop',
      order: run.book.nextOrder++,
      sequence: stream.sequence,
      streamCode: stream.code,
      cause: 'protect',
      protect: { triggerBy: order.triggerBy ?? 'mark', target: null, callback: null },
    }),
  });
  const stop: IntentRow = { ...draft, state: 'accepted', attempt: 1, clientOrderId, venueOrderId };
  w.add({ type: 'intent-insert', intent: stop });
  if (isOut) leave(run, w, stop);
}
