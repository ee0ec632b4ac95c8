import { type Decimal, decimal, formatDecimal, type Instrument, type TriggerPriceType } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { firstPart } from '../plan/first-part.ts';
import { isProven, leftOf } from './policy.ts';

/** An order that should stand at the exchange for what a stream owns. */
export interface WantedOrder {
  readonly work: 'stop' | 'target' | 'trailing';
  /** Of targets: which one, 0 the first. */
  readonly target: number | null;
  /** Base asset, > 0, on the step; `null`: whatever the side is when it triggers. */
  readonly quantity: Decimal | null;
  /** Quote asset, on the tick; of a trailing stop, from where it trails, `null` at once. */
  readonly triggerPrice: Decimal | null;
  readonly triggerBy: TriggerPriceType;
  /** Of a trailing stop: percent of the best price. */
  readonly callback: Decimal | null;
  /** A trailing stop by hand: one that trails from elsewhere does not do. */
  readonly isByHand?: boolean;
  /** Quote asset, ≥ 0: an order that stands no farther off is left where it is. */
  readonly tolerance: Decimal;
}

export interface Matching {
  /** Orders that are as wanted. */
  readonly kept: readonly IntentRow[];
  readonly missing: readonly WantedOrder[];
  readonly surplus: readonly IntentRow[];
}

/** Which of the orders are as wanted: those that are proven first. */
export function matchOrders(orders: readonly IntentRow[], wanted: readonly WantedOrder[]): Matching {
  const free = [...orders.filter(isProven), ...orders.filter((order) => !isProven(order))];
  const kept: IntentRow[] = [];
  const missing: WantedOrder[] = [];
  for (const one of wanted) {
    const index = free.findIndex((order) => isAsWanted(order, one));
    if (index < 0) missing.push(one);
    else kept.push(...free.splice(index, 1));
  }
  return { kept, missing, surplus: free };
}

function isAsWanted(order: IntentRow, wanted: WantedOrder): boolean {
  const { protect } = goalOf(order);
  if ((protect?.target ?? null) !== wanted.target || (protect?.triggerBy ?? 'mark') !== wanted.triggerBy) return false;
  if ((order.quantity === null) !== (wanted.quantity === null)) return false;
  if (wanted.quantity !== null && !leftOf(order).eq(wanted.quantity)) return false;
  if (wanted.callback !== null) {
    return protect?.callback === formatDecimal(wanted.callback) && (wanted.isByHand !== true || isFrom(order, wanted));
  }
  if (order.triggerPrice === null || wanted.triggerPrice === null) return order.triggerPrice === wanted.triggerPrice;
  return decimal(order.triggerPrice).minus(wanted.triggerPrice).abs().lte(wanted.tolerance);
}

/** Whether it trails from there, or at once as the price was past it already. */
function isFrom(order: IntentRow, { triggerPrice: from }: WantedOrder): boolean {
  const passed = goalOf(order).protect?.passed;
  // orders of earlier versions do not say why they trail at once
  if (order.triggerPrice === null && (from === null || passed === undefined)) return true;
  const own = order.triggerPrice ?? passed ?? null;
  return own !== null && from !== null && decimal(own).eq(from);
}

/** The same order in parts that the exchange takes. */
export function inParts(wanted: WantedOrder, instrument: Instrument): readonly WantedOrder[] {
  if (wanted.quantity === null) return [wanted];
  const parts: WantedOrder[] = [];
  for (let left = wanted.quantity; left.gt(0);) {
    const quantity = firstPart(left, instrument, wanted.triggerPrice);
    parts.push({ ...wanted, quantity });
    left = left.minus(quantity);
  }
  return parts;
}
