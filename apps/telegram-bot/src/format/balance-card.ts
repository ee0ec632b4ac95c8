import { FormattedString } from '@grammyjs/parse-mode';
import { ZERO, type Account, type Decimal } from '@perpdesk/broker-core';
import type { BalanceReport } from '../desk/account-reports.ts';
import type { Speech } from '../language/speech.ts';
import { balanceTexts } from '../language/texts/balance.ts';
import { formatAge } from './age.ts';
import { badge } from './badge.ts';
import type { Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';

/** Signed, over all assets. */
export function unrealized(account: Account) {
  return account.balances.reduce((sum, balance) => sum.plus(balance.unrealizedPnl), ZERO);
}

/** `margin ratio 0.3 %`: at 100 % the exchange liquidates; `null` where nothing is held. */
export function marginRatio(
  speech: Speech,
  { equity, maintenanceMargin }: Pick<Account, 'equity' | 'maintenanceMargin'>,
): string | null {
  if (maintenanceMargin.isZero() || !equity.greaterThan(0)) return null;
  return speech.say(balanceTexts).marginRatio(speech.share(maintenanceMargin.dividedBy(equity).times(100)));
}

function accountText(speech: Speech, report: BalanceReport): FormattedString {
  const { account } = report;
  const words = speech.say(balanceTexts);
  if (account === null) return dotted(badge(report), formatAge(speech, 'never'));
  return lines(
    dotted(badge(report), formatAge(speech, report.heardAgoMs)),
    words.equity(speech.money(account.equity), account.quoteAsset, speech.money(account.availableBalance)),
    dotted(
      words.unrealized(speech.pnl(unrealized(account))),
      words.margin(speech.money(account.initialMargin)),
      marginRatio(speech, account),
    ),
    ...account.balances
      .filter((balance) => balance.asset !== account.quoteAsset && !balance.walletBalance.isZero())
      .map((balance) => `${balance.asset} ${speech.money(balance.walletBalance)}`),
  );
}

/** All accounts as one row; `null` where they count in different assets, one was never read, or there is only one. */
export function totalText(speech: Speech, reports: readonly BalanceReport[]): FormattedString | null {
  const accounts = reports.flatMap(({ account }) => (account === null ? [] : [account]));
  const [first] = accounts;
  if (first === undefined || accounts.length < 2 || accounts.length < reports.length) return null;
  if (accounts.some((it) => it.quoteAsset !== first.quoteAsset)) return null;
  const words = speech.say(balanceTexts);
  const sum = (pick: (account: Account) => Decimal) => accounts.reduce((total, it) => total.plus(pick(it)), ZERO);
  const equity = sum((it) => it.equity);
  const maintenanceMargin = sum((it) => it.maintenanceMargin);
  return lines(
    FormattedString.bold(words.together(speech.money(equity), first.quoteAsset)),
    dotted(
      words.free(speech.money(sum((it) => it.availableBalance))),
      words.unrealized(speech.pnl(sum(unrealized))),
      marginRatio(speech, { equity, maintenanceMargin }),
    ),
  );
}

export function balanceCard(speech: Speech, reports: readonly BalanceReport[]): Card {
  if (reports.length === 0) return { text: new FormattedString(speech.say(balanceTexts).none), buttons: [] };
  return {
    text: paragraphs(...reports.map((report) => accountText(speech, report)), totalText(speech, reports)),
    buttons: [],
  };
}
