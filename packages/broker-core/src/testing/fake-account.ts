import type { Account } from '../account.ts';
import { decimal, ZERO } from '../decimal.ts';

/** A one-way account with 10 000 USDT, or what is given. */
export function fakeAccount(overrides: Partial<Account> = {}): Account {
  const money = decimal('10000');
  return {
    balances: [{ asset: 'USDT', walletBalance: money, availableBalance: money, unrealizedPnl: ZERO }],
    positionMode: 'one-way',
    equity: money,
    availableBalance: money,
    initialMargin: ZERO,
    maintenanceMargin: ZERO,
    quoteAsset: 'USDT',
    canTrade: true,
    updatedAt: 0,
    ...overrides,
  };
}
