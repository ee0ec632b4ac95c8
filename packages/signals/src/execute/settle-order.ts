import { Decimal, decimal, formatDecimal, type Order, type OrderStatus } from '@perpdesk/broker-core';
import type { IntentPatch, IntentRow, IntentState } from '@perpdesk/journal/port';
import { INTENT_TRANSITIONS } from '@perpdesk/journal/port';
import { isProtective } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import { noteOrderIds } from './note-order-ids.ts';
import { leaveOut } from '../faults/leave-out.ts';
import { blame, intentWork } from '../faults/work-failed.ts';
import { recallTerms } from '../protect/recall-terms.ts';
import { leaveIfOver } from '../lanes/leave-if-over.ts';
import { bookEntryPrice } from '../ledger/book-entry-price.ts';
import { bookFill } from '../ledger/book-fill.ts';
import { noteActivity } from '../ledger/activity.ts';
import { goneOf, withoutGone } from '../ledger/gone.ts';
import { ownersOf, toPositionSide } from '../ledger/owned.ts';
import { noteFilledAt } from '../ledger/seen-at.ts';
import { tellTaken } from '../ledger/tell-taken.ts';
import type { Notice } from '../notice.ts';
import { orderFields } from '../relay/order-fields.ts';
import { tellSignal } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import { isRefusalTold } from './is-refusal-told.ts';
import { lacksPrice, resolveOrder } from './resolve-order.ts';
import { whyEnded } from './why-ended.ts';
import { sentence } from '../sentences/sentence.ts';

const STATE_OF = {
  pending: 'accepted',
  open: 'accepted',
  'partially-filled': 'partially-filled',
  filled: 'filled',
  canceled: 'canceled',
  rejected: 'rejected',
  expired: 'expired',
} as const satisfies Record<OrderStatus, IntentState>;

/** Merges what the exchange says of an order, forward only: older news changes nothing. */
export function settleOrder(run: Run, w: Writer, intent: IntentRow, order: Order): void {
  noteOrderIds(w.book, intent, order);
  progress(run, w, intent, {
    state: STATE_OF[order.status],
    filled: order.filledQuantity,
    averagePrice: order.averageFillPrice,
    venueOrderId: order.venueOrderId,
    detail: order.reason,
    at: order.updatedAt,
  });
}

export interface Progress {
  readonly state: IntentState;
  /** Base asset, in all. */
  readonly filled: Decimal;
  /** Quote asset. */
  readonly averagePrice: Decimal | null;
  readonly venueOrderId: string | null;
  readonly detail: string | null;
  /** Unix ms of the exchange; `null`: nobody knows. */
  readonly at: number | null;
}

/** The one way by which a sent intent goes on: state forward, filled quantity up, what is owned with it. */
export function progress(run: Run, w: Writer, intent: IntentRow, news: Progress): void {
  const work = intentWork(intent);
  if (run.setAside.has(work)) leaveOut(run, w, intent);
  else blame(work, () => goOn(run, w, intent, news));
}

function goOn(run: Run, w: Writer, before: IntentRow, news: Progress): void {
  const known = decimal(before.filledQuantity);
  const more = Decimal.max(news.filled.minus(known), 0);
  const state = furtherState(before, news.state);
  const patch: IntentPatch = {
    ...(state === before.state ? {} : { state }),
    ...(more.gt(0) ? { filledQuantity: formatDecimal(news.filled), ...withoutGone(before, more) } : {}),
    ...(news.averagePrice !== null && news.filled.gte(known) && !news.filled.isZero()
      ? { averagePrice: formatDecimal(news.averagePrice) }
      : {}),
    ...(before.venueOrderId === null && news.venueOrderId !== null ? { venueOrderId: news.venueOrderId } : {}),
    ...(news.detail !== null && before.detail === null ? { detail: news.detail } : {}),
  };
  if (isIdle(before, patch)) return;
  const after = w.updateIntent(before.id, patch);
  noteActivity(run, before);
  if (before.state === 'unknown' && after.state !== 'unknown') tellLanded(run, w, after);
  tellEnded(run, w, before, after);
  if (more.gt(0)) {
    if (news.at !== null) noteFilledAt(run, after, news.at);
    const owners = ownersOf(w.book, after.brokerId, after.symbol, toPositionSide(after.positionSide));
    const booked = more.minus(goneOf(before));
    if (booked.gt(0)) bookFill(w, after, booked);
    if (after.kind === 'increase') recallTerms(run, w, after);
    tellTaken(run, w, after, owners);
    if (before.state === 'needs-operator') leaveIfOver(run, w, after);
  }
  if (after.kind === 'increase') bookEntryPrice(w, before, after);
  if (lacksPrice(after) && !lacksPrice(before)) {
    w.later(() => resolveOrder(run, after.id, run.timings.lookGapMs));
  }
  run.onIntent(w, before, after);
}

function tellLanded(run: Run, w: Writer, intent: IntentRow): void {
  tellSignal(run, w, intent.signalId, `resolved:${intent.id}:${intent.attempt}`, {
    type: 'order.resolved',
    ...orderFields(run, intent),
    result: 'landed',
    detail: sentence('exchange-has-it'),
  });
}

/** An order that the exchange ended without a fill is told; what filled is told as a fill. */
function tellEnded(run: Run, w: Writer, before: IntentRow, after: IntentRow): void {
  if (isProtective(after) || before.state === after.state || after.filledQuantity !== '0') return;
  const detail = whyEnded(run, after);
  if (detail === null || !isRefusalTold(after)) return;
  const fields = orderFields(run, after);
  const tell = (event: string, notice: Notice) => tellSignal(run, w, after.signalId, `${event}:${after.id}`, notice);
  if (after.state === 'expired') tell('expired', { type: 'order.expired', ...fields, detail });
  if (after.state === 'canceled') tell('canceled', { type: 'order.canceled', ...fields, detail });
  if (after.state !== 'rejected') return;
  const refused = { quantity: after.quantity, code: 'exchange-rejected', detail };
  tell('rejected', { type: 'order.rejected', ...fields, ...refused });
}

function furtherState(intent: IntentRow, next: IntentState): IntentState {
  if (next === 'sending') return intent.state;
  return INTENT_TRANSITIONS[intent.state].includes(next) ? next : intent.state;
}

function isIdle(before: IntentRow, patch: IntentPatch): boolean {
  return Object.entries(patch).every(([key, value]) => Reflect.get(before, key) === value);
}
