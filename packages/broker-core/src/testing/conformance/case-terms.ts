import { Decimal, decimal } from '../../decimal.ts';
import type { ClientOrderId } from '../../ids.ts';
import type { Instrument } from '../../instrument.ts';
import type { LimitOrderRequest, MarketOrderRequest, StopMarketOrderRequest } from '../../order-request.ts';
import { roundPriceTo } from '../../rounding.ts';
import type { PositionSide, Side } from '../../side.ts';

export interface Terms {
  /** Default `net`. */
  readonly positionSide?: PositionSide;
  /** Of {@link CaseTerms.unit}. Default 1. */
  readonly units?: number;
}

/** Sizes, prices and orders made of the instrument's own rules and the mark price at the case's start. */
export interface CaseTerms {
  /** Quote asset. */
  readonly mark: Decimal;
  /** Base asset: a small quantity whose notional suffices also 20 % below the mark price. */
  readonly unit: Decimal;
  /** Base asset. */
  units(count: number): Decimal;
  /** Quote asset: so many times the mark price, on the tick. */
  price(factor: string): Decimal;
  /** What every order says. */
  base(name: string, side: Side, positionSide?: PositionSide): OrderBase;
  /** Takes at once. */
  taking(name: string, side: Side, terms?: Terms): MarketOrderRequest;
  /** A limit order 10 % off the market. */
  resting(name: string, side: Side, terms?: Terms): LimitOrderRequest;
  /** A stop with a quantity, 10 % off the market. */
  stop(name: string, side: Side, terms?: Terms): SizedStop;
}

type SizedStop = Extract<StopMarketOrderRequest, { readonly quantity: Decimal }>;

export type OrderBase = {
  readonly symbol: string;
  readonly side: Side;
  readonly positionSide: PositionSide;
  readonly clientOrderId: ClientOrderId;
};

const ROOM = '1.3';

export function createTerms(instrument: Instrument, mark: Decimal, id: (name: string) => ClientOrderId): CaseTerms {
  const { symbol, stepSize, minQuantity, minNotional } = instrument;
  const least = Decimal.max(minQuantity, minNotional.times(ROOM).div(mark));
  const unit = least.toNearest(stepSize, Decimal.ROUND_CEIL);
  const units = (count: number) => unit.times(count);
  const price = (factor: string) => roundPriceTo(mark.times(decimal(factor)), instrument, 'nearest');
  const base = (name: string, side: Side, positionSide: PositionSide = 'net'): OrderBase => ({
    symbol,
    side,
    positionSide,
    clientOrderId: id(name),
  });
  return {
    mark,
    unit,
    units,
    price,
    base,
    taking: (name, side, { positionSide, units: count = 1 } = {}) => ({
      ...base(name, side, positionSide),
      type: 'market',
      quantity: units(count),
    }),
    resting: (name, side, { positionSide, units: count = 1 } = {}) => ({
      ...base(name, side, positionSide),
      type: 'limit',
      quantity: units(count),
      price: price(side === 'buy' ? '0.9' : '1.1'),
    }),
    stop: (name, side, { positionSide, units: count = 1 } = {}) => ({
      ...base(name, side, positionSide),
      type: 'stop-market',
      quantity: units(count),
      triggerPrice: price(side === 'buy' ? '1.1' : '0.9'),
    }),
  };
}
