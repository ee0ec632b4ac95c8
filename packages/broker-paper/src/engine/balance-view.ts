import { type Account, type Balance, type Decimal, ZERO } from '@perpdesk/broker-core';
import { balanceOf } from './lookup.ts';
import {
  availableBalanceOf,
  initialMarginOf,
  maintenanceMarginOf,
  orderMarginOf,
  positionsIn,
  unrealizedPnlOf,
} from './margin.ts';
import { roundMoneyDown, roundMoneyUp } from './rounding.ts';
import type { EngineState } from './state.ts';

/** An asset of the account, as the contract tells it. */
export function viewBalance(state: EngineState, asset: string): Balance {
  return {
    asset,
    walletBalance: balanceOf(state, asset),
    availableBalance: roundMoneyDown(availableBalanceOf(state, asset)),
    unrealizedPnl: sum(positionsIn(state, asset).map((held) => unrealizedPnlOf(state, held))),
  };
}

/** The account at `at` (Unix ms); the totals count the rules' quote asset alone. */
export function viewAccount(state: EngineState, at: number): Account {
  const { quoteAsset, instruments } = state.rules;
  const assets = new Set([...Object.keys(state.balances), quoteAsset]);
  const total = viewBalance(state, quoteAsset);
  const held = positionsIn(state, quoteAsset);
  const traded = [...instruments.values()].filter(({ settleAsset }) => settleAsset === quoteAsset);
  const initialMargins = traded.flatMap((instrument) => [
    orderMarginOf(state, instrument),
    ...held.filter(({ symbol }) => symbol === instrument.symbol).map((one) => initialMarginOf(state, one, instrument)),
  ]);
  return {
    balances: [...assets].map((asset) => viewBalance(state, asset)),
    positionMode: state.positionMode,
    equity: total.walletBalance.plus(total.unrealizedPnl),
    availableBalance: total.availableBalance,
    initialMargin: roundMoneyUp(sum(initialMargins)),
    maintenanceMargin: roundMoneyUp(sum(held.map((one) => maintenanceMarginOf(state, one)))),
    quoteAsset,
    canTrade: true,
    updatedAt: at,
  };
}

function sum(amounts: readonly Decimal[]): Decimal {
  return amounts.reduce((total, amount) => total.plus(amount), ZERO);
}
