import { type Decimal, decimal, type Instrument, roundPriceTo, roundQuantityDown } from '@perpdesk/broker-core';
import type { Direction } from '../plan/sides.ts';
import type { EntryPolicy } from '../route.ts';
import { isOrderable } from './is-orderable.ts';

/** One resting order of an entry. */
export interface EntryOrder {
  /** Quote asset, on the tick, never worse than asked for. */
  readonly price: Decimal;
  /** Base asset, > 0, on the step. */
  readonly quantity: Decimal;
  readonly postOnly: boolean;
}

export interface EntryOrdersInput {
  readonly policy: EntryPolicy;
  readonly direction: Direction;
  /** Base asset, on the step: of all orders together. */
  readonly quantity: Decimal;
  /** Quote asset: the market's. */
  readonly price: Decimal;
  readonly instrument: Instrument;
}

const HUNDRED = decimal('100');

/**
 * The resting orders of an entry, best price for the market first; together exactly its quantity. A ladder has fewer steps
 * where single orders would be below the exchange's minimum.
 */
export function entryOrders({
  policy,
  direction,
  quantity,
  price,
  instrument,
}: EntryOrdersInput): readonly EntryOrder[] {
  const priceAt = (percent: Decimal): Decimal => {
    const part = percent.div(HUNDRED);
    const exact = price.times(direction === 'long' ? decimal('1').minus(part) : part.plus(1));
    return roundPriceTo(exact, instrument, direction === 'long' ? 'down' : 'up');
  };
  if (policy.type === 'chase') {
    const nearest = priceAt(decimal('0'));
    // at the market's own price it would take, and be refused
    const better = direction === 'long' ? nearest.minus(instrument.tickSize) : nearest.plus(instrument.tickSize);
    return [{ price: nearest.eq(price) ? better : nearest, quantity, postOnly: true }];
  }
  if (policy.type !== 'ladder') return [{ price: priceAt(policy.offsetPercent), quantity, postOnly: false }];
  const lowest = direction === 'long' ? priceAt(policy.offsetPercent) : priceAt(decimal('0'));
  const steps = stepsFor(policy.steps, { quantity, price: lowest, instrument });
  const part = roundQuantityDown(quantity.div(steps), instrument);
  return Array.from({ length: steps }, (_, index) => ({
    price: priceAt(steps === 1 ? decimal('0') : policy.offsetPercent.times(index).div(steps - 1)),
    quantity: index < steps - 1 ? part : quantity.minus(part.times(steps - 1)),
    postOnly: false,
  }));
}

/** As many as each is an order that the exchange takes. */
function stepsFor(
  wanted: number,
  { quantity, price, instrument }: Pick<EntryOrdersInput, 'quantity' | 'price' | 'instrument'>,
): number {
  for (let steps = wanted; steps > 1; steps -= 1) {
    const part = roundQuantityDown(quantity.div(steps), instrument);
    if (isOrderable(part, price, instrument)) return steps;
  }
  return 1;
}
