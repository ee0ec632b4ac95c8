import { FormattedString } from '@grammyjs/parse-mode';
import type { FillReport } from '../desk/fills-report.ts';
import type { Speech } from '../language/speech.ts';
import { reportTexts } from '../language/texts/report.ts';
import { badge } from './badge.ts';
import type { Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';

function fillText(speech: Speech, fill: FillReport): FormattedString {
  const words = speech.say(reportTexts);
  const { symbol, side, instrument, realizedPnl } = fill;
  const what = `${symbol} ${side.toUpperCase()} ${speech.quantity(fill.quantity, instrument)}`;
  return lines(
    dotted(
      badge(fill),
      FormattedString.join([FormattedString.bold(what), words.at(speech.price(fill.price, instrument))]),
    ),
    dotted(
      realizedPnl.isZero() ? null : words.pnl(speech.pnl(realizedPnl)),
      words.fee(`${speech.money(fill.fee)} ${fill.feeAsset}`),
      fill.stream ?? words.notOurs,
      speech.dayTime(fill.venueAt),
    ),
  );
}

/** Newest first. */
export function fillsCard(speech: Speech, fills: readonly FillReport[]): Card {
  if (fills.length === 0) return { text: new FormattedString(speech.say(reportTexts).noFills), buttons: [] };
  return { text: paragraphs(...fills.map((fill) => fillText(speech, fill))), buttons: [] };
}
