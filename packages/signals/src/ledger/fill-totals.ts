import { type Decimal, decimal, ZERO } from '@perpdesk/broker-core';
import type { Book, IntentFills } from '../book/book.ts';

export interface FillTotals {
  /** Base asset. */
  readonly quantity: Decimal;
  /** Quote asset; `null` without fills. */
  readonly averagePrice: Decimal | null;
  readonly fee: Decimal;
  readonly feeAsset: string;
  readonly realizedPnl: Decimal;
  /** Newest fill, Unix ms of the exchange. */
  readonly lastAt: number | null;
  /** The exchange's id of the newest. */
  readonly lastTradeId: string | null;
}

const NONE: IntentFills = [];
/** A further fill makes a new list. */
const known = new WeakMap<IntentFills, FillTotals>();

/** What the recorded fills of an intent add up to. */
export function fillTotals(book: Book, intentId: string): FillTotals {
  const fills = book.fills.get(intentId) ?? NONE;
  let totals = known.get(fills);
  if (totals === undefined) {
    totals = sumOf(fills);
    known.set(fills, totals);
  }
  return totals;
}

function sumOf(fills: IntentFills): FillTotals {
  let [quantity, value, fee, realizedPnl] = [ZERO, ZERO, ZERO, ZERO];
  let feeAsset = '';
  let lastAt: number | null = null;
  let lastTradeId: string | null = null;
  for (const fill of fills) {
    const filled = decimal(fill.quantity);
    quantity = quantity.plus(filled);
    value = value.plus(filled.times(fill.price));
    fee = fee.plus(fill.fee);
    realizedPnl = realizedPnl.plus(fill.realizedPnl);
    feeAsset = fill.feeAsset;
    if (lastAt === null || fill.venueAt >= lastAt) ({ tradeId: lastTradeId, venueAt: lastAt } = fill);
  }
  const averagePrice = quantity.isZero() ? null : value.div(quantity);
  return { quantity, averagePrice, fee, feeAsset, realizedPnl, lastAt, lastTradeId };
}
