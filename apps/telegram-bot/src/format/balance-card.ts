import { FormattedString } from '@grammyjs/parse-mode';
import { ZERO, type Account } from '@perpdesk/broker-core';
import type { BalanceReport } from '../desk/account-reports.ts';
import { formatMoney, formatPercent, formatPnl } from './amount.ts';
import { formatAge } from './age.ts';
import { badge } from './badge.ts';
import type { Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';

function unrealized(account: Account) {
  return account.balances.reduce((sum, balance) => sum.plus(balance.unrealizedPnl), ZERO);
}

function marginRatio({ equity, maintenanceMargin }: Account): string | null {
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

/** Equity of accounts in one asset; `null` where they differ or there is only one. */
function totalText(reports: readonly BalanceReport[]): FormattedString | null {
  const accounts = reports.flatMap(({ account }) => (account === null ? [] : [account]));
  const asset = accounts[0]?.quoteAsset;
  if (asset === undefined || accounts.length < 2 || accounts.some((it) => it.quoteAsset !== asset)) return null;
  const equity = accounts.reduce((sum, it) => sum.plus(it.equity), ZERO);
  return FormattedString.bold(`Together ${formatMoney(equity)} ${asset}`);
}

export function balanceCard(reports: readonly BalanceReport[]): Card {
  if (reports.length === 0) return { text: new FormattedString('No account is open to you.'), buttons: [] };
  return { text: paragraphs(...reports.map(accountText), totalText(reports)), buttons: [] };
}
