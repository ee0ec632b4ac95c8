import { FormattedString } from '@grammyjs/parse-mode';
import { decimal } from '@perpdesk/broker-core';
import type { AccountSummary, SummaryMessage } from '../../watch/watch-message.ts';
import type { Speech } from '../../language/speech.ts';
import { pnlTexts } from '../../language/texts/pnl.ts';
import { summaryTexts } from '../../language/texts/summary.ts';
import { readAmount } from '../amount.ts';
import { badge } from '../badge.ts';
import type { Card } from '../card.ts';
import { dotted, lines, paragraphs } from '../lines.ts';

const DAY_MS = 86_400_000;
/** Where the clocks go back a day has 25 hours. */
const LONGEST_DAY_MS = 1.5 * DAY_MS;

function accountText(speech: Speech, summary: AccountSummary): FormattedString {
  const words = speech.say(summaryTexts);
  const pnl = speech.say(pnlTexts);
  const { account, sums, hasOther, fills, closings, won, openPositions, equity } = summary;
  const amount = (text: string) => speech.pnl(readAmount(text));
  const share = closings === 0 ? '' : speech.share(decimal(`${won}`).times(100).dividedBy(closings));
  return lines(
    dotted(badge(account), sums === null ? pnl.unknown : FormattedString.bold(`${amount(sums.net)} ${sums.asset}`)),
    sums === null || fills === 0 ? null : pnl.parts(amount(sums.realized), amount(sums.fees), amount(sums.funding)),
    hasOther === true ? pnl.other : null,
    dotted(
      fills === 0 ? words.quiet : words.fills(fills),
      closings === 0 ? null : pnl.won(won, closings, share),
      openPositions === 0 ? null : words.open(openPositions),
      equity === null
        ? null
        : words.equity(`${speech.money(readAmount(equity))}${sums === null ? '' : ` ${sums.asset}`}`),
    ),
  );
}

function isOneDay({ fromAt, toAt }: SummaryMessage): boolean {
  return toAt - fromAt < LONGEST_DAY_MS;
}

export function summaryTitle(speech: Speech, message: SummaryMessage): string {
  const words = speech.say(summaryTexts);
  const { type, fromAt, toAt } = message;
  const [first, last] = [speech.date(fromAt), speech.date(toAt - 1)];
  if (type === 'summary.weekly') return words.weekly(first, last);
  return isOneDay(message) ? words.daily(first) : words.days(first, last);
}

/** A day by its hours, more by its days. */
export function summaryUnit(message: SummaryMessage): 'hour' | 'day' {
  return isOneDay(message) ? 'hour' : 'day';
}

/** A day or a week in numbers. */
export function summaryCard(speech: Speech, message: SummaryMessage): Card {
  const words = speech.say(summaryTexts);
  const { isLate, accounts, alerts, refused } = message;
  return {
    text: paragraphs(
      lines(
        FormattedString.join(['🗓 ', FormattedString.bold(summaryTitle(speech, message))]),
        dotted(alerts === 0 ? words.noAlerts : words.alerts(alerts), refused === 0 ? null : words.refused(refused)),
        isLate ? FormattedString.italic(words.late) : null,
      ),
      ...accounts.map((account) => accountText(speech, account)),
    ),
    buttons: [],
  };
}
