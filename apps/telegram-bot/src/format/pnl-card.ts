import { FormattedString } from '@grammyjs/parse-mode';
import { decimal } from '@perpdesk/broker-core';
import type { AccountPnl, PnlReport, PnlSums, StrategyPnl } from '../desk/pnl-report.ts';
import type { Speech } from '../language/speech.ts';
import { chartTexts } from '../language/texts/chart.ts';
import { exportTexts } from '../language/texts/export.ts';
import { pnlTexts } from '../language/texts/pnl.ts';
import { badge } from './badge.ts';
import type { Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';
import { viewButton } from './view-button.ts';

function sumsText(speech: Speech, { realized, fees, funding }: PnlSums): string {
  return speech.say(pnlTexts).parts(speech.pnl(realized), speech.pnl(fees), speech.pnl(funding));
}

function netText(speech: Speech, { net, asset }: PnlSums): FormattedString {
  return FormattedString.bold(`${speech.pnl(net)} ${asset}`);
}

function accountText(speech: Speech, account: AccountPnl): FormattedString {
  const words = speech.say(pnlTexts);
  const { sums } = account;
  if (sums === null) return dotted(badge(account), words.unknown);
  return lines(
    dotted(badge(account), netText(speech, sums)),
    sumsText(speech, sums),
    account.hasOther ? words.other : null,
  );
}

/** @param isMixed Others are told in another asset. */
function strategyText(
  speech: Speech,
  { stream, asset, net, hasOtherFees, closings, won }: StrategyPnl,
  isMixed: boolean,
): FormattedString {
  const words = speech.say(pnlTexts);
  const share = closings === 0 ? '' : speech.share(decimal(`${won}`).times(100).dividedBy(closings));
  return dotted(
    stream ?? words.foreign,
    isMixed && asset !== null ? `${speech.pnl(net)} ${asset}` : speech.pnl(net),
    closings === 0 ? words.noClosings : words.won(won, closings, share),
    hasOtherFees === true ? words.otherFees : null,
  );
}

/** What came in and went out, by account and by strategy. `picture` `null`: the words go alone. */
export function pnlCard(speech: Speech, report: PnlReport, picture: Uint8Array | null): Card {
  const { period, only, accounts, total, strategies } = report;
  const words = speech.say(pnlTexts);
  const isMixed = new Set(strategies.map(({ asset }) => asset)).size > 1;
  const account = only === null ? '' : ` @${only}`;
  const others = (['today', '7d', '30d'] as const).filter((it) => it !== period);
  return {
    ...(picture === null ? {} : { media: { type: 'picture', bytes: picture, fileName: `pnl-${period}.png` } }),
    text: paragraphs(
      FormattedString.bold(words.title[period]),
      ...accounts.map((account) => accountText(speech, account)),
      total === null
        ? null
        : lines(FormattedString.join([`${words.together} `, netText(speech, total)]), sumsText(speech, total)),
      strategies.length === 0
        ? null
        : lines(FormattedString.bold(words.byStrategy), ...strategies.map((it) => strategyText(speech, it, isMixed))),
    ),
    buttons: [
      [
        ...others.flatMap((it) => viewButton(words.button[it], { command: `pnl ${it}${account}`, as: 'here' })),
        ...viewButton(speech.say(exportTexts).button, {
          command: `export bookings ${period}${account}`,
          as: 'message',
        }),
      ],
      [...viewButton(speech.say(chartTexts).refresh, { command: `pnl ${period}${account}`, as: 'here' })],
    ],
  };
}
