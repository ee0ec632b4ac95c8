import { expect, test } from 'vitest';
import type { Account } from './account.ts';
import { decimal } from './decimal.ts';
import { moneyIn } from './money-in.ts';
import { fakeAccount } from './testing/index.ts';

const USDC = {
  asset: 'USDC',
  walletBalance: decimal('2000'),
  availableBalance: decimal('1500'),
  unrealizedPnl: decimal('-100'),
};
const ACCOUNT = fakeAccount({ balances: [...fakeAccount().balances, USDC] });

test.each<readonly [string, Account, string, readonly [string, string, string]]>([
  ['the totals where they are in the asset', ACCOUNT, 'USDT', ['10000', '10000', 'USDT']],
  ['the asset’s own balance with its open profit', ACCOUNT, 'USDC', ['1900', '1500', 'USDC']],
  ['nothing of an asset that is not held', ACCOUNT, 'BTC', ['0', '0', 'BTC']],
  ['the totals where assets share margin', { ...ACCOUNT, quoteAsset: 'USD' }, 'USDC', ['10000', '10000', 'USD']],
])('%s', (_name, account, asset, money) => {
  const { equity, availableBalance, asset: unit } = moneyIn(account, asset);
  expect([equity.toFixed(), availableBalance.toFixed(), unit]).toEqual(money);
});
