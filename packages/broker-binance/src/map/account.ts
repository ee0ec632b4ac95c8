import type { Account, Balance } from '@perpdesk/broker-core';
import type { WireAccountConfig } from '../wire/account-config.ts';
import type { WireAccount } from '../wire/account.ts';
import type { WireBalance } from '../wire/balances.ts';

const SETTLE_ASSET = 'USDT';
/** What Binance adds the assets up in when they share margin. */
const MULTI_ASSETS_UNIT = 'USD';

/**
 * The totals are in USDT, and of USDT alone, while each asset has its own margin.
 *
 * @param at exchange's time, Unix ms: the answer has none.
 */
export function accountOf(account: WireAccount, config: WireAccountConfig, at: number): Account {
  const used = account.assets.filter(
    ({ asset, walletBalance, unrealizedProfit, availableBalance }) =>
      asset === SETTLE_ASSET || !walletBalance.isZero() || !unrealizedProfit.isZero() || !availableBalance.isZero(),
  );
  return {
    balances: used.map(({ asset, walletBalance, availableBalance, unrealizedProfit }) => ({
      asset,
      walletBalance,
      availableBalance,
      unrealizedPnl: unrealizedProfit,
    })),
    positionMode: config.dualSidePosition ? 'hedge' : 'one-way',
    equity: account.totalMarginBalance,
    availableBalance: account.availableBalance,
    initialMargin: account.totalInitialMargin,
    maintenanceMargin: account.totalMaintMargin,
    quoteAsset: config.multiAssetsMargin ? MULTI_ASSETS_UNIT : SETTLE_ASSET,
    canTrade: config.canTrade,
    updatedAt: at,
  };
}

export function balanceOf({ asset, balance, availableBalance, crossUnPnl }: WireBalance): Balance {
  return { asset, walletBalance: balance, availableBalance, unrealizedPnl: crossUnPnl };
}

/** Why entries are refused there. */
const MULTI_ASSETS =
  'it is in multi-assets mode, which shares margin over assets. Switch it to single-asset mode at Binance.';

/** A sentence where the adapter does not model the account; `null` where it does. */
export function unsupportedMode({ multiAssetsMargin, canTrade }: WireAccountConfig): string | null {
  if (multiAssetsMargin) return MULTI_ASSETS;
  return canTrade ? null : 'Binance says that it may not trade.';
}
