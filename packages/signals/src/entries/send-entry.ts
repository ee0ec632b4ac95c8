import { type Decimal, decimal, formatDecimal, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { type Goal, goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { mark, type MarkPatch } from '../execute/mark.ts';
import { insertIntent } from '../lanes/insert-intent.ts';
import { markPriceOf } from '../lanes/mark-prices.ts';
import { entryOf as entryPolicy } from '../lanes/route-of.ts';
import type { Run } from '../run.ts';
import type { EntryPolicy } from '../route.ts';
import { askedPrice, asksLimit } from './asked-price.ts';
import { type EntryOrder, entryOrders } from './entry-orders.ts';

/** How the intent's route enters, or its alert where it may say so. */
export function entryPolicyOf(run: Run, intent: IntentRow): EntryPolicy {
  const signal = run.book.signals.get(intent.signalId)?.stored.signal;
  const policy = entryPolicy(run, signal?.routeId ?? '');
  return asksLimit(run, intent) ? { ...policy, type: 'limit', offsetPercent: ZERO } : policy;
}

/**
 * Marks the planned entry as the route's kind of order. The further orders of a ladder are planned in the same commit, each
 * with its size, and leave one by one.
 *
 * @returns `false`: no price is known to rest at.
 */
export function sendEntry(run: Run, w: Writer, intent: IntentRow, patch: MarkPatch): boolean {
  const policy = entryPolicyOf(run, intent);
  if (policy.type === 'market' || goalOf(intent).entry !== null) {
    mark(run, w, intent, patch);
    return true;
  }
  const orders = ordersOf(run, intent, patch, policy);
  const [first, ...further] = orders;
  if (first === undefined) return false;
  const expiresAt = run.now() + policy.expiryMs;
  for (const order of further) {
    insertIntent(run, w, {
      signalId: intent.signalId,
      brokerId: intent.brokerId,
      symbol: intent.symbol,
      positionSide: patch.positionSide ?? intent.positionSide,
      stream: intent.stream,
      kind: 'increase',
      side: patch.side ?? intent.side,
      goal: { ...goalOf(intent), ...patch.goal, entry: entryOf(order, expiresAt) },
    });
  }
  const entry = entryOf(first, expiresAt);
  mark(run, w, intent, {
    ...patch,
    orderType: 'limit',
    quantity: entry.quantity,
    goal: { ...patch.goal, entry },
  });
  return true;
}

/** The orders that the planned entry rests as; none where no price is known. */
export function ordersOf(run: Run, intent: IntentRow, patch: MarkPatch, policy: EntryPolicy): readonly EntryOrder[] {
  const { brokerId, symbol } = intent;
  const instrument = run.view(brokerId).instrument(symbol);
  const price = restPriceOf(run, intent);
  if (instrument === null || price === null || patch.quantity == null) return [];
  const direction = (patch.side ?? intent.side) === 'buy' ? 'long' : 'short';
  return entryOrders({ policy, direction, quantity: decimal(patch.quantity), price, instrument });
}

function entryOf({ price, quantity, postOnly }: EntryOrder, expiresAt: number): NonNullable<Goal['entry']> {
  return { price: formatDecimal(price), quantity: formatDecimal(quantity), expiresAt, postOnly };
}

/** Quote asset: what the prices of resting orders are reckoned from; `null`: none is known. */
export function restPriceOf(run: Run, intent: IntentRow): Decimal | null {
  if (asksLimit(run, intent)) return askedPrice(run, intent);
  const signal = run.book.signals.get(intent.signalId)?.stored.signal;
  return markPriceOf(run, intent.brokerId, intent.symbol) ?? signal?.price ?? null;
}
