import { type Decimal, decimal, ZERO } from '@perpdesk/broker-core';
import type { Book, IntentFills } from '../book/book.ts';

export interface FillTotals {
  /** Base asset. */
  readonly quantity: Decimal;
  /** Quote asset; `null` without fills. */
  readonly averagePrice: Decimal | null;
  /** In `feeAsset`: the first in which anything was paid. */
  readonly fee: Decimal;
  readonly feeAsset: string;
  /** Paid in further assets. */
  readonly otherFees: readonly { readonly asset: string; readonly amount: Decimal }[];
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
  let [quantity, value, realizedPnl] = [ZERO, ZERO, ZERO];
  let lastAsset = '';
  const fees = new Map<string, Decimal>();
  let lastAt: number | null = null;
  let lastTradeId: string | null = null;
  for (const fill of fills) {
    const filled = decimal(fill.quantity);
    quantity = quantity.plus(filled);
    value = value.plus(filled.times(fill.price));
    const fee = decimal(fill.fee);
    if (!fee.isZero()) fees.set(fill.feeAsset, (fees.get(fill.feeAsset) ?? ZERO).plus(fee));
    realizedPnl = realizedPnl.plus(fill.realizedPnl);
    lastAsset = fill.feeAsset;
    if (lastAt === null || fill.venueAt >= lastAt) ({ tradeId: lastTradeId, venueAt: lastAt } = fill);
  }
  const averagePrice = quantity.isZero() ? null : value.div(quantity);
  const [[feeAsset, fee] = [lastAsset, ZERO], ...others] = fees;
  const otherFees = others.map(([asset, amount]) => ({ asset, amount }));
  return { quantity, averagePrice, fee, feeAsset, otherFees, realizedPnl, lastAt, lastTradeId };
}
