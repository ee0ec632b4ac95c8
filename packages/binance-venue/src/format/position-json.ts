import { type Instrument, type Position, type PositionSide, ZERO } from '@perpdesk/broker-core';
import { type EngineState, markOf, settingsOf, viewPositions } from '@perpdesk/broker-paper/engine';
import { maxNotional } from './leverage-json.ts';
import {
  isolatedMarginOf,
  isolatedWalletOf,
  orderMarginOf,
  orderNotional,
  signedNotional,
  sum,
} from './margin-figures.ts';
import { formatMoney, formatWirePrice, formatWireQuantity } from './numbers.ts';
import { positionSideWord } from './order-words.ts';

/** One side of a symbol on an account, flat or not. */
export interface PositionRow {
  readonly instrument: Instrument;
  readonly position: Position;
}

/** A row for each side that the account's mode has, of these instruments. */
export function positionRows(state: EngineState, instruments: Iterable<Instrument>): readonly PositionRow[] {
  const sides: readonly PositionSide[] = state.positionMode === 'hedge' ? ['long', 'short'] : ['net'];
  const held = new Map(viewPositions(state).map((one) => [`${one.symbol} ${one.positionSide}`, one]));
  return [...instruments].flatMap((instrument) =>
    sides.map((positionSide) => {
      const { symbol } = instrument;
      const found = held.get(`${symbol} ${positionSide}`);
      return { instrument, position: found ?? flatPosition(state, instrument, positionSide) };
    }),
  );
}

/** Instruments with a position or open orders: what the third version of the endpoints lists. */
export function usedInstruments({ positions, orders, rules }: EngineState): readonly Instrument[] {
  const symbols = new Set([...positions.map(({ symbol }) => symbol), ...orders.map(({ order }) => order.symbol)]);
  return [...rules.instruments.values()].filter(({ symbol }) => symbols.has(symbol));
}

function flatPosition(state: EngineState, instrument: Instrument, positionSide: PositionSide): Position {
  return {
    symbol: instrument.symbol,
    positionSide,
    quantity: ZERO,
    entryPrice: ZERO,
    markPrice: markOf(state, instrument.symbol) ?? ZERO,
    liquidationPrice: null,
    notional: ZERO,
    unrealizedPnl: ZERO,
    ...settingsOf(state, instrument),
    initialMargin: ZERO,
    maintenanceMargin: ZERO,
    adlQuantile: null,
    updatedAt: 0,
  };
}

/** The price at which closing pays for its fee; quote asset. */
function breakEvenPrice({ rules }: EngineState, { quantity, entryPrice }: Position) {
  const fee = quantity.isZero() ? ZERO : rules.fees.taker.times(quantity.isNegative() ? -1 : 1);
  return entryPrice.times(fee.plus(1));
}

export function positionV3Json(state: EngineState, { instrument, position }: PositionRow): Record<string, unknown> {
  const { symbol, positionSide } = position;
  const orderMargin = positionSide === 'short' ? ZERO : orderMarginOf(state, instrument);
  return {
    symbol,
    positionSide: positionSideWord(positionSide),
    positionAmt: formatWireQuantity(position.quantity, instrument),
    entryPrice: position.entryPrice.toFixed(),
    breakEvenPrice: breakEvenPrice(state, position).toFixed(),
    markPrice: formatMoney(position.markPrice),
    unRealizedProfit: formatMoney(position.unrealizedPnl),
    liquidationPrice: formatWirePrice(position.liquidationPrice, instrument),
    isolatedMargin: formatMoney(isolatedMarginOf(state, position)),
    notional: formatMoney(signedNotional(position)),
    marginAsset: instrument.settleAsset,
    isolatedWallet: formatMoney(isolatedWalletOf(state, position)),
    initialMargin: formatMoney(sum([position.initialMargin, orderMargin])),
    maintMargin: formatMoney(position.maintenanceMargin),
    positionInitialMargin: formatMoney(position.initialMargin),
    openOrderInitialMargin: formatMoney(orderMargin),
    adl: position.quantity.isZero() ? 0 : 1,
    bidNotional: formatMoney(orderNotional(state, symbol, 'buy')),
    askNotional: formatMoney(orderNotional(state, symbol, 'sell')),
    updateTime: position.updatedAt,
  };
}

export function positionV2Json(state: EngineState, { instrument, position }: PositionRow): Record<string, unknown> {
  const { symbol, positionSide } = position;
  return {
    symbol,
    positionAmt: formatWireQuantity(position.quantity, instrument),
    entryPrice: position.entryPrice.toFixed(),
    breakEvenPrice: breakEvenPrice(state, position).toFixed(),
    markPrice: formatMoney(position.markPrice),
    unRealizedProfit: formatMoney(position.unrealizedPnl),
    liquidationPrice: formatWirePrice(position.liquidationPrice, instrument),
    leverage: position.leverage.toString(),
    maxNotionalValue: maxNotional(state, symbol, position.leverage),
    marginType: position.marginType,
    isolatedMargin: formatMoney(isolatedMarginOf(state, position)),
    isAutoAddMargin: 'false',
    positionSide: positionSideWord(positionSide),
    notional: formatMoney(signedNotional(position)),
    isolatedWallet: formatMoney(isolatedWalletOf(state, position)),
    updateTime: position.updatedAt,
  };
}

/** As account v3 lists it. */
export function accountPositionV3Json(state: EngineState, { instrument, position }: PositionRow) {
  const { symbol, positionSide } = position;
  return {
    symbol,
    positionSide: positionSideWord(positionSide),
    positionAmt: formatWireQuantity(position.quantity, instrument),
    unrealizedProfit: formatMoney(position.unrealizedPnl),
    isolatedMargin: formatMoney(isolatedMarginOf(state, position)),
    notional: formatMoney(signedNotional(position)),
    isolatedWallet: formatMoney(isolatedWalletOf(state, position)),
    initialMargin: formatMoney(sum([position.initialMargin, orderMarginOf(state, instrument)])),
    maintMargin: formatMoney(position.maintenanceMargin),
    updateTime: position.updatedAt,
  };
}

/** As account v2 lists it. */
export function accountPositionV2Json(state: EngineState, { instrument, position }: PositionRow) {
  const { symbol, positionSide } = position;
  const orderMargin = orderMarginOf(state, instrument);
  return {
    symbol,
    initialMargin: formatMoney(sum([position.initialMargin, orderMargin])),
    maintMargin: formatMoney(position.maintenanceMargin),
    unrealizedProfit: formatMoney(position.unrealizedPnl),
    positionInitialMargin: formatMoney(position.initialMargin),
    openOrderInitialMargin: formatMoney(orderMargin),
    leverage: position.leverage.toString(),
    isolated: position.marginType === 'isolated',
    entryPrice: position.entryPrice.toFixed(),
    breakEvenPrice: breakEvenPrice(state, position).toFixed(),
    maxNotional: maxNotional(state, symbol, position.leverage),
    positionSide: positionSideWord(positionSide),
    positionAmt: formatWireQuantity(position.quantity, instrument),
    notional: formatMoney(signedNotional(position)),
    isolatedWallet: formatMoney(isolatedWalletOf(state, position)),
    updateTime: position.updatedAt,
    bidNotional: formatMoney(orderNotional(state, symbol, 'buy')),
    askNotional: formatMoney(orderNotional(state, symbol, 'sell')),
  };
}
