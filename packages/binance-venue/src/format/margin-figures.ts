import { Decimal, type Instrument, type Position, ZERO } from '@perpdesk/broker-core';
import {
  type EngineState,
  exposureOf,
  heldNotional,
  settingsOf,
  viewBalance,
  viewPositions,
} from '@perpdesk/broker-paper/engine';

/** The money of one asset, as account and balance endpoints tell it. All in the asset. */
export interface AssetFigures {
  readonly asset: string;
  readonly walletBalance: Decimal;
  readonly unrealizedProfit: Decimal;
  readonly maintMargin: Decimal;
  readonly positionInitialMargin: Decimal;
  readonly openOrderInitialMargin: Decimal;
  /** Without what isolated positions set aside. */
  readonly crossWalletBalance: Decimal;
  readonly crossUnPnl: Decimal;
  readonly availableBalance: Decimal;
}

export function assetFigures(state: EngineState): readonly AssetFigures[] {
  const positions = viewPositions(state);
  const assets = new Set([state.rules.quoteAsset, ...Object.keys(state.balances)]);
  return [...assets].map((asset) => {
    const balance = viewBalance(state, asset);
    const held = positions.filter(({ symbol }) => state.rules.instruments.get(symbol)?.settleAsset === asset);
    const isolated = state.positions.filter(
      ({ symbol, marginType }) =>
        marginType === 'isolated' && state.rules.instruments.get(symbol)?.settleAsset === asset,
    );
    return {
      asset,
      walletBalance: balance.walletBalance,
      unrealizedProfit: balance.unrealizedPnl,
      maintMargin: sum(held.map((position) => position.maintenanceMargin)),
      positionInitialMargin: sum(held.map((position) => position.initialMargin)),
      openOrderInitialMargin: sum(
        symbolsWithOrders(state).map((instrument) =>
          instrument.settleAsset === asset ? orderMarginOf(state, instrument) : ZERO,
        ),
      ),
      crossWalletBalance: balance.walletBalance.minus(sum(isolated.map((position) => position.isolatedMargin))),
      crossUnPnl: sum(held.filter(({ marginType }) => marginType === 'cross').map((one) => one.unrealizedPnl)),
      availableBalance: balance.availableBalance,
    };
  });
}

/** Settle asset, ≥ 0: what a symbol's resting orders hold back beside its positions. */
export function orderMarginOf(state: EngineState, instrument: Instrument): Decimal {
  const { symbol } = instrument;
  if (!state.orders.some(({ order }) => order.symbol === symbol)) return ZERO;
  const margin = exposureOf(state, symbol)
    .minus(heldNotional(state, symbol))
    .div(settingsOf(state, instrument).leverage);
  return Decimal.max(margin, ZERO);
}

/** Quote asset, signed like the position. */
export function signedNotional({ quantity, notional }: Position): Decimal {
  return quantity.isNegative() ? notional.neg() : notional;
}

/** Settle asset, signed: what was set aside for an isolated position, with its PnL. */
export function isolatedMarginOf(state: EngineState, position: Position): Decimal {
  const wallet = isolatedWalletOf(state, position);
  return wallet.isZero() ? ZERO : wallet.plus(position.unrealizedPnl);
}

export function isolatedWalletOf(state: EngineState, { symbol, positionSide, marginType }: Position): Decimal {
  if (marginType === 'cross') return ZERO;
  const held = state.positions.find((one) => one.symbol === symbol && one.positionSide === positionSide);
  return held?.isolatedMargin ?? ZERO;
}

/** Quote asset, ≥ 0: the notional of a symbol's resting orders of one side. */
export function orderNotional(state: EngineState, symbol: string, side: 'buy' | 'sell'): Decimal {
  return sum(
    state.orders.map(({ order }) => {
      if (order.symbol !== symbol || order.side !== side || order.executionOrderId === null) return ZERO;
      return order.quantity?.minus(order.filledQuantity).times(order.price ?? ZERO) ?? ZERO;
    }),
  );
}

function symbolsWithOrders({ orders, rules }: EngineState): readonly Instrument[] {
  const symbols = new Set(orders.map(({ order }) => order.symbol));
  return [...symbols].flatMap((symbol) => rules.instruments.get(symbol) ?? []);
}

export function sum(amounts: readonly Decimal[]): Decimal {
  return amounts.reduce((total, amount) => total.plus(amount), ZERO);
}
