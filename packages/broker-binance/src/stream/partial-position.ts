import { Decimal, type Position, ZERO } from '@perpdesk/broker-core';
import type { PartialPosition } from './account-frame.ts';

/** Digits of a price that is worked out. */
const PRICE_DIGITS = 10;

export interface KnownTerms {
  /** The same side as it was known before; `null`: it was flat, or turned over. */
  readonly before: Position | null;
  readonly leverage: number;
  /** Unix ms, the exchange's time. */
  readonly at: number;
}

/**
 * A position whole, from what the stream says of it and what was known before.
 *
 * The mark price follows from the unrealised PnL, margins from leverage and from the rate of before. What cannot be
 * known yet for a side that was flat (its liquidation price, its maintenance margin) is `null` and 0 until it is read.
 */
export function completePosition(part: PartialPosition, { before, leverage, at }: KnownTerms): Position {
  const { symbol, positionSide, quantity, entryPrice, unrealizedPnl, marginType } = part;
  const markPrice = entryPrice.plus(unrealizedPnl.dividedBy(quantity)).toDecimalPlaces(PRICE_DIGITS);
  const notional = quantity.times(markPrice).abs();
  const rate = before === null || before.notional.isZero() ? ZERO : before.maintenanceMargin.dividedBy(before.notional);
  return {
    symbol,
    positionSide,
    quantity,
    entryPrice,
    markPrice: Decimal.max(markPrice, 0),
    liquidationPrice: before?.liquidationPrice ?? null,
    notional,
    unrealizedPnl,
    leverage,
    marginType,
    initialMargin: notional.dividedBy(leverage).toDecimalPlaces(PRICE_DIGITS),
    maintenanceMargin: rate.times(notional).toDecimalPlaces(PRICE_DIGITS),
    adlQuantile: before?.adlQuantile ?? null,
    updatedAt: at,
  };
}

/** Whether the same is held on the same terms; prices and what follows from them may differ. */
export function isSameHolding(a: Position | null, b: Position | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.quantity.equals(b.quantity) &&
    a.entryPrice.equals(b.entryPrice) &&
    a.leverage === b.leverage &&
    a.marginType === b.marginType
  );
}
