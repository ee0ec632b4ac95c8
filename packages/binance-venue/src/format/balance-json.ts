import type { Decimal } from '@perpdesk/broker-core';
import type { EngineState } from '@perpdesk/broker-paper/engine';
import type { AssetFigures } from './margin-figures.ts';
import { assetFigures, sum } from './margin-figures.ts';
import { formatMoney } from './numbers.ts';

/** As `GET /fapi/v2/balance` and `v3` list it. */
export function balanceJson(figures: AssetFigures, at: number): Record<string, unknown> {
  return {
    accountAlias: 'SgsR',
    asset: figures.asset,
    balance: formatMoney(figures.walletBalance),
    crossWalletBalance: formatMoney(figures.crossWalletBalance),
    crossUnPnl: formatMoney(figures.crossUnPnl),
    availableBalance: formatMoney(figures.availableBalance),
    maxWithdrawAmount: formatMoney(figures.availableBalance),
    marginAvailable: true,
    updateTime: at,
  };
}

/** As account v3 lists it; v2 says `marginAvailable` too. */
export function assetJson(figures: AssetFigures, at: number): Record<string, unknown> {
  return {
    asset: figures.asset,
    walletBalance: formatMoney(figures.walletBalance),
    unrealizedProfit: formatMoney(figures.unrealizedProfit),
    marginBalance: formatMoney(figures.walletBalance.plus(figures.unrealizedProfit)),
    maintMargin: formatMoney(figures.maintMargin),
    initialMargin: formatMoney(figures.positionInitialMargin.plus(figures.openOrderInitialMargin)),
    positionInitialMargin: formatMoney(figures.positionInitialMargin),
    openOrderInitialMargin: formatMoney(figures.openOrderInitialMargin),
    crossWalletBalance: formatMoney(figures.crossWalletBalance),
    crossUnPnl: formatMoney(figures.crossUnPnl),
    availableBalance: formatMoney(figures.availableBalance),
    maxWithdrawAmount: formatMoney(figures.availableBalance),
    updateTime: at,
  };
}

/** The account's totals: of the quote asset alone, or of all assets (each taken as one dollar) in multi-assets mode. */
export function totalsJson(state: EngineState, isMultiAssets: boolean): Record<string, unknown> {
  const all = assetFigures(state);
  const counted = isMultiAssets ? all : all.filter(({ asset }) => asset === state.rules.quoteAsset);
  const total = (read: (figures: AssetFigures) => Decimal) => formatMoney(sum(counted.map(read)));
  return {
    totalInitialMargin: total((one) => one.positionInitialMargin.plus(one.openOrderInitialMargin)),
    totalMaintMargin: total((one) => one.maintMargin),
    totalWalletBalance: total((one) => one.walletBalance),
    totalUnrealizedProfit: total((one) => one.unrealizedProfit),
    totalMarginBalance: total((one) => one.walletBalance.plus(one.unrealizedProfit)),
    totalPositionInitialMargin: total((one) => one.positionInitialMargin),
    totalOpenOrderInitialMargin: total((one) => one.openOrderInitialMargin),
    totalCrossWalletBalance: total((one) => one.crossWalletBalance),
    totalCrossUnPnl: total((one) => one.crossUnPnl),
    availableBalance: total((one) => one.availableBalance),
    maxWithdrawAmount: total((one) => one.availableBalance),
  };
}
