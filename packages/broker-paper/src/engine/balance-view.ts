import type { Account, Balance } from '@perpdesk/broker-core';
import { roundExact } from './exact.ts';
import { balanceOf } from './lookup.ts';
import { availableBalanceOf, ordersMarginIn } from './margin.ts';
import { roundMoneyDown, roundMoneyUp } from './rounding.ts';
import type { EngineState } from './state.ts';
import { totalsOf } from './totals.ts';

/** An asset of the account, as the contract tells it. */
export function viewBalance(state: EngineState, asset: string): Balance {
  return {
    asset,
    walletBalance: balanceOf(state, asset),
    availableBalance: roundMoneyDown(availableBalanceOf(state, asset)),
    unrealizedPnl: roundExact(totalsOf(state, asset).unrealizedPnl),
  };
}

/** The account at `at` (Unix ms); the totals count the rules' quote asset alone. */
export function viewAccount(state: EngineState, at: number): Account {
  const { quoteAsset } = state.rules;
  const assets = new Set([...Object.keys(state.balances), quoteAsset]);
  const total = viewBalance(state, quoteAsset);
  const { initialMargin, maintenanceMargin } = totalsOf(state, quoteAsset);
  return {
    balances: [...assets].map((asset) => viewBalance(state, asset)),
    positionMode: state.positionMode,
    equity: total.walletBalance.plus(total.unrealizedPnl),
    availableBalance: total.availableBalance,
    initialMargin: roundMoneyUp(roundExact(initialMargin.plus(ordersMarginIn(state, quoteAsset)))),
    maintenanceMargin: roundMoneyUp(roundExact(maintenanceMargin)),
    quoteAsset,
    canTrade: true,
    updatedAt: at,
  };
}
