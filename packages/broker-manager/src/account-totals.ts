import { Decimal, ZERO, type Account, type Balance, type Position } from '@perpdesk/broker-core';

const worth = (balance: Balance | undefined) =>
  balance === undefined ? ZERO : balance.walletBalance.plus(balance.unrealizedPnl);

/**
 * The account after one balance changed. The totals move by the difference where the asset is the one they are in;
 * other assets have no price here, so their share stays as the last snapshot valued it.
 */
export function withBalance(account: Account, balance: Balance, venueAt: number): Account {
  const before = account.balances.find(({ asset }) => asset === balance.asset);
  const others = account.balances.filter(({ asset }) => asset !== balance.asset);
  const balances = [...others, balance].toSorted((a, b) => (a.asset < b.asset ? -1 : 1));
  const updatedAt = Math.max(account.updatedAt, venueAt);
  if (balance.asset !== account.quoteAsset) return { ...account, balances, updatedAt };
  return {
    ...account,
    balances,
    updatedAt,
    equity: account.equity.plus(worth(balance)).minus(worth(before)),
    availableBalance: Decimal.max(
      ZERO,
      account.availableBalance.plus(balance.availableBalance).minus(before?.availableBalance ?? ZERO),
    ),
  };
}

/** The account after one position changed: its margins move by the difference. */
export function withPosition(account: Account, before: Position | null, after: Position | null): Account {
  return {
    ...account,
    initialMargin: Decimal.max(
      ZERO,
      account.initialMargin.plus(after?.initialMargin ?? ZERO).minus(before?.initialMargin ?? ZERO),
    ),
    maintenanceMargin: Decimal.max(
      ZERO,
      account.maintenanceMargin.plus(after?.maintenanceMargin ?? ZERO).minus(before?.maintenanceMargin ?? ZERO),
    ),
  };
}
