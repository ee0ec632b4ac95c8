import { Decimal, decimal, formatDecimal, type Position } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import type { OrderOf } from '../book/stored-order.ts';
import { formatGoal, goalOf } from '../book/goal.ts';
import { isProtective } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import { intentWork, signalWork } from '../faults/work-failed.ts';
import { finishSignal } from '../lanes/finish-signal.ts';
import { markPriceOf, readMarkPrice } from '../lanes/mark-prices.ts';
import { toPositionSide } from '../ledger/owned.ts';
import { accountTag, orderFields } from '../relay/order-fields.ts';
import { rejectSignal } from '../relay/reject-signal.ts';
import { tellSignal } from '../relay/tell.ts';
import { actorOf } from '../relay/actor-of.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';
import type { Signal } from '../signal.ts';
import { endIntent } from './end-intent.ts';
import { inTime } from './in-time.ts';
import { progress } from './settle-order.ts';

/**
 * A person says what became of an order that needs one. What it filled is its strategy's, as if the exchange had said so; an
 * exit that filled nothing is planned anew. Should the exchange tell of a fill later, that counts too.
 */
export async function settleByHand(run: Run, signal: Signal, order: OrderOf<'settle'>): Promise<void> {
  const intent = run.book.intents.get(order.intentId);
  const price = intent?.kind === 'increase' && !order.filled.isZero() ? await readEntryPrice(run, intent) : null;
  await run.write((w) => {
    if (w.book.signals.get(signal.id)?.state === 'accepted') settle(run, w, signal, { ...order, price });
  }, signalWork(signal.id));
}

/** `price`: quote asset; at which an entry filled, as far as it is known. */
type Word = OrderOf<'settle'> & { readonly price: Decimal | null };

function settle(run: Run, w: Writer, signal: Signal, order: Word): void {
  const { brokerId, intentId, price } = order;
  const intent = w.book.intents.get(intentId);
  if (intent?.state !== 'needs-operator' || intent.brokerId !== brokerId) {
    return rejectSignal(run, w, signal, brokerId, { code: 'superseded', detail: sentence('settled-already') });
  }
  const actor = actorOf(signal.source);
  const filled = Decimal.max(order.filled, decimal(intent.filledQuantity));
  const { symbol, side, clientOrderId } = intent;
  tellSignal(run, w, signal.id, `settled:${signal.id}`, {
    type: 'order.settled',
    account: accountTag(run, brokerId),
    actor,
    symbol,
    signalId: intent.signalId,
    side,
    clientOrderId,
    filled: formatDecimal(filled),
  });
  w.updateSignal(signal.id, ['accepted'], { state: 'done' });
  if (run.setAside.has(intentWork(intent))) endOnly(run, w, intent, actor);
  else if (filled.isZero()) endUnfilled(run, w, intent, actor);
  else endFilled(run, w, intent, { filled, price, actor });
}

function endUnfilled(run: Run, w: Writer, intent: IntentRow, by: string): void {
  const detail = sentence('person-says-gone', { by });
  if (!isProtective(intent)) {
    const fields = orderFields(run, intent);
    tellSignal(run, w, intent.signalId, `canceled:${intent.id}`, { type: 'order.canceled', ...fields, detail });
  }
  // nothing of an entry follows: it would be late
  const ended = { ...goalOf(intent), leaving: intent.kind === 'increase' };
  const last = w.updateIntent(intent.id, { goal: formatGoal(ended) });
  endIntent(run, w, last, { state: 'canceled', code: 'absent', detail });
}

function endFilled(
  run: Run,
  w: Writer,
  intent: IntentRow,
  { filled, price, actor: by }: { readonly filled: Decimal; readonly price: Decimal | null; readonly actor: string },
): void {
  const detail = sentence('person-says-filled', { by, filled });
  const known = w.updateIntent(intent.id, { code: null, detail });
  const isWhole = intent.quantity !== null && filled.gte(decimal(intent.quantity));
  progress(run, w, known, {
    state: isWhole ? 'filled' : 'canceled',
    filled,
    averagePrice: price,
    venueOrderId: null,
    detail,
    at: null,
  });
}

/** Quote asset: what the account's position cost on average, for its stop is reckoned from that; else where the market is. */
async function readEntryPrice(run: Run, { brokerId, symbol, positionSide }: IntentRow): Promise<Decimal | null> {
  try {
    const answer = run.broker(brokerId).getPositions({ abortSignal: run.abortSignal });
    const positions = await inTime(run.clock, run.timings.readMs, 'getPositions', answer);
    const isIt = (one: Position) => one.symbol === symbol && one.positionSide === toPositionSide(positionSide);
    const held = positions.find(isIt);
    if (held !== undefined && !held.quantity.isZero()) return held.entryPrice;
  } catch (error) {
    run.logger.warn('a position could not be read', { brokerId, symbol, error });
  }
  await readMarkPrice(run, brokerId, symbol);
  return markPriceOf(run, brokerId, symbol);
}

/** The desk fails at what would follow: the order ends, and nothing follows. */
function endOnly(run: Run, w: Writer, intent: IntentRow, by: string): void {
  w.updateIntent(intent.id, { state: 'canceled', detail: sentence('person-says-gone', { by }) });
  finishSignal(run, w, intent.signalId);
}
