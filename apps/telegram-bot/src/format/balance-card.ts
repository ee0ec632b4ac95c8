import { FormattedString } from '@grammyjs/parse-mode';
import { ZERO, type Account, type Decimal } from '@perpdesk/broker-core';
import type { BalanceReport } from '../desk/account-reports.ts';
import { formatMoney, formatPercent, formatPnl } from './amount.ts';
import { formatAge } from './age.ts';
import { badge } from './badge.ts';
import type { Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';

/** Signed, over all assets. */
export function unrealized(account: Account) {
  return account.balances.reduce((sum, balance) => sum.plus(balance.unrealizedPnl), ZERO);
}

/** `margin ratio 0.3 %`: at 100 % the exchange liquidates; `null` where nothing is held. */
export function marginRatio({
  equity,
  maintenanceMargin,
}: Pick<Account, 'equity' | 'maintenanceMargin'>): string | null {
  if (maintenanceMargin.isZero() || !equity.greaterThan(0)) return null;
  const ratio = formatPercent(maintenanceMargin.dividedBy(equity).times(100)).replace('+', '');
  return `margin ratio ${ratio}`;
}

function accountText(report: BalanceReport): FormattedString {
  const { account } = report;
  if (account === null) return dotted(badge(report), formatAge('never'));
  return lines(
    dotted(badge(report), formatAge(report.heardAgoMs)),
    `equity ${formatMoney(account.equity)} ${account.quoteAsset} · free ${formatMoney(account.availableBalance)}`,
    dotted(
      `unrealised ${formatPnl(unrealized(account))}`,
      `margin ${formatMoney(account.initialMargin)}`,
      marginRatio(account),
    ),
    ...account.balances
      .filter((balance) => balance.asset !== account.quoteAsset && !balance.walletBalance.isZero())
      .map((balance) => `${balance.asset} ${formatMoney(balance.walletBalance)}`),
  );
}

/** All accounts as one row; `null` where they count in different assets or there is only one. */
export function totalText(reports: readonly BalanceReport[]): FormattedString | null {
  const accounts = reports.flatMap(({ account }) => (account === null ? [] : [account]));
  const [first] = accounts;
  if (first === undefined || accounts.length < 2 || accounts.some((it) => it.quoteAsset !== first.quoteAsset))
    return null;
  const sum = (pick: (account: Account) => Decimal) => accounts.reduce((total, it) => total.plus(pick(it)), ZERO);
  const equity = sum((it) => it.equity);
  const maintenanceMargin = sum((it) => it.maintenanceMargin);
  return lines(
    FormattedString.bold(`Together ${formatMoney(equity)} ${first.quoteAsset}`),
    dotted(
      `free ${formatMoney(sum((it) => it.availableBalance))}`,
      `unrealised ${formatPnl(sum(unrealized))}`,
      marginRatio({ equity, maintenanceMargin }),
    ),
  );
}

export function balanceCard(reports: readonly BalanceReport[]): Card {
  if (reports.length === 0) return { text: new FormattedString('No account is open to you.'), buttons: [] };
  return { text: paragraphs(...reports.map(accountText), totalText(reports)), buttons: [] };
}
