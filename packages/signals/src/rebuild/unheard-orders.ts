import { Decimal, decimal, formatDecimal, ZERO } from '@perpdesk/broker-core';
import {
  type FillRow,
  INTENT_TRANSITIONS,
  type IntentPatch,
  type IntentRow,
  type Journal,
  type JournalChange,
} from '@perpdesk/journal/port';
import type { AttributedFill } from './attribute-fills.ts';

/** An order that the journal knows, and that filled more than it has heard of. */
export interface UnheardOrder {
  readonly intent: IntentRow;
  /** Base asset, signed: filled beyond what the journal has booked. */
  readonly more: Decimal;
  /** Base asset, > 0: filled in all. */
  readonly filled: Decimal;
  /** Quote asset, of all that filled. */
  readonly averagePrice: Decimal;
}

/** Finds the orders of a journal that filled, by what was read of the account, more than is booked. */
export async function findUnheard(
  journal: Pick<Journal, 'listIntents' | 'listFills'>,
  brokerId: string,
  fills: readonly AttributedFill[],
): Promise<readonly UnheardOrder[]> {
  const byOrder = new Map<string, AttributedFill[]>();
  for (const one of fills) {
    if (one.clientOrderId !== null) byOrder.set(one.clientOrderId, [...(byOrder.get(one.clientOrderId) ?? []), one]);
  }
  const unheard: UnheardOrder[] = [];
  for (const [clientOrderId, read] of byOrder) {
    const [intent] = await journal.listIntents({ brokerId, clientOrderId });
    if (intent === undefined) continue;
    const known = await journal.listFills({ intentId: intent.id });
    const order = add(intent, read, known);
    if (!order.more.isZero()) unheard.push(order);
  }
  return unheard;
}

function add(intent: IntentRow, read: readonly AttributedFill[], known: readonly FillRow[]): UnheardOrder {
  const all = new Map<string, { readonly quantity: Decimal; readonly price: Decimal }>();
  for (const { tradeId, quantity, price } of known) {
    all.set(tradeId, { quantity: decimal(quantity), price: decimal(price) });
  }
  for (const { fill } of read) if (fill.symbol === intent.symbol) all.set(fill.tradeId, fill);
  let [filled, value] = [ZERO, ZERO];
  for (const { quantity, price } of all.values()) {
    filled = filled.plus(quantity);
    value = value.plus(quantity.times(price));
  }
  const more = Decimal.max(filled.minus(decimal(intent.filledQuantity)), ZERO);
  const averagePrice = filled.isZero() ? ZERO : value.div(filled);
  return { intent, more: intent.side === 'sell' ? more.negated() : more, filled, averagePrice };
}

/**
 * What a stream will own once the start has booked what its orders filled unheard: base asset, signed. `null`: that hangs
 * on the order in which it is booked.
 */
export function ownedOnceHeard(owned: Decimal, orders: readonly UnheardOrder[]): Decimal | null {
  const sumOf = (some: readonly UnheardOrder[]) => some.reduce((sum, { more }) => sum.plus(more), ZERO);
  const entries = sumOf(orders.filter(({ intent }) => intent.kind === 'increase'));
  const exits = sumOf(orders.filter(({ intent }) => intent.kind !== 'increase'));
  // an exit takes no more than is owned
  const isThere = exits.isZero() || (exits.isNegative() !== owned.isNegative() && exits.abs().lte(owned.abs()));
  return isThere ? owned.plus(entries).plus(exits) : null;
}

/**
 * The order counts as booked: the start records its fills and moves nothing that is owned. One that filled whole has ended,
 * so that no other order follows it.
 */
export function heardChange({ intent, filled, averagePrice }: UnheardOrder): JournalChange {
  // one that closes whatever there is goes at once, and whole
  const isWhole = intent.quantity === null || filled.gte(intent.quantity);
  const state = isWhole ? 'filled' : 'partially-filled';
  const patch: IntentPatch = {
    ...(INTENT_TRANSITIONS[intent.state].includes(state) ? { state } : {}),
    filledQuantity: formatDecimal(filled),
    averagePrice: formatDecimal(averagePrice),
  };
  return { type: 'intent-update', id: intent.id, version: intent.version, patch };
}
