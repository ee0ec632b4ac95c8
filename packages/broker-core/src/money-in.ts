import type { Account } from './account.ts';
import { type Decimal, ZERO } from './decimal.ts';

/** An account's money for what settles in one asset. */
export interface AssetMoney {
  /** What the amounts are in: the one that was asked for, or the exchange's unit. */
  readonly asset: string;
  /** In the asset, signed: wallet balance + unrealised PnL. */
  readonly equity: Decimal;
  /** In the asset, ≥ 0: what new margin may use. */
  readonly availableBalance: Decimal;
}

/**
 * What of an account's money stands for positions that settle in an asset: the totals where they are in that asset, or where
 * the exchange adds its assets up in a unit of its own; else the asset's own balance, nothing where there is none.
 */
export function moneyIn(account: Account, asset: string): AssetMoney {
  const { balances, quoteAsset, equity, availableBalance } = account;
  if (asset === quoteAsset || balances.every((balance) => balance.asset !== quoteAsset)) {
    return { asset: quoteAsset, equity, availableBalance };
  }
  const own = balances.find((balance) => balance.asset === asset);
  if (own === undefined) return { asset, equity: ZERO, availableBalance: ZERO };
  return { asset, equity: own.walletBalance.plus(own.unrealizedPnl), availableBalance: own.availableBalance };
}
