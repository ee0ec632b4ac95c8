import { type Decimal, formatDecimal, type Instrument } from '@perpdesk/broker-core';
import type { Refusal, RefusalCode } from '../signal.ts';
import type { PlanContext } from './plan-types.ts';
import { sentence } from '../sentences/sentence.ts';

export interface EntrySize {
  /** Base asset, on the step. */
  readonly quantity: Decimal;
  /** Quote asset. */
  readonly price: Decimal | null;
  /** Base asset, ≥ 0: closed by the same signal before this entry is sent. */
  readonly closesFirst: Decimal;
}

/** Why an entry of this size is not sent: the exchange's sizes, then the route's limits; `null`: it may be. */
export function checkEntrySize(input: PlanContext, instrument: Instrument, size: EntrySize): Refusal | null {
  const { quantity, price } = size;
  const shown = formatDecimal(quantity);
  if (quantity.lt(instrument.minQuantity) || quantity.isZero()) {
    const least = formatDecimal(instrument.minQuantity);
    return refuse('below-minimum', sentence('quantity-below', { quantity: shown, symbol: instrument.symbol, least }));
  }
  if (quantity.gt(instrument.maxMarketQuantity)) {
    const most = formatDecimal(instrument.maxMarketQuantity);
    return refuse('above-maximum', sentence('quantity-above', { quantity: shown, symbol: instrument.symbol, most }));
  }
  if (price !== null && quantity.times(price).lt(instrument.minNotional)) {
    const least = formatDecimal(instrument.minNotional);
    const worth = formatDecimal(quantity.times(price));
    return refuse(
      'below-minimum',
      sentence('worth-below', { quantity: shown, worth, symbol: instrument.symbol, least }),
    );
  }
  return checkNotionals(input, size) ?? checkPositions(input);
}

function checkNotionals({ route, account }: PlanContext, { quantity, price, closesFirst }: EntrySize): Refusal | null {
  const { maxNotional, maxTotalNotional } = route.limits;
  if (maxNotional === null && maxTotalNotional === null) return null;
  if (price === null) return refuse('no-price', sentence('limit-no-price'));
  const change = quantity.minus(closesFirst).times(price);
  const symbol = account.symbolNotional.plus(change);
  if (maxNotional !== null && symbol.gt(maxNotional)) {
    return refuse('limit-notional', sentence('symbol-notional', { reached: show(symbol), allowed: show(maxNotional) }));
  }
  const total = account.totalNotional.plus(change);
  if (maxTotalNotional !== null && total.gt(maxTotalNotional)) {
    return refuse(
      'limit-total-notional',
      sentence('account-notional', { reached: show(total), allowed: show(maxTotalNotional) }),
    );
  }
  return null;
}

function checkPositions({ route, account, ledger }: PlanContext): Refusal | null {
  const { maxPositions } = route.limits;
  // what rests of the same side is counted with it, whoever enters it
  const opensAnother = account.position.isZero() && ledger.entering.isZero() && account.isSideOpen !== true;
  const after = account.openPositions + (opensAnother ? 1 : 0);
  return maxPositions !== null && after > maxPositions
    ? refuse('limit-positions', sentence('positions-held', { count: account.openPositions, allowed: maxPositions }))
    : null;
}

function show(amount: Decimal): string {
  return formatDecimal(amount.toDecimalPlaces(2));
}

function refuse(code: RefusalCode, detail: string): Refusal {
  return { ok: false, code, detail };
}
