import { CANDLE_INTERVALS } from '@perpdesk/broker-core';
import { FormattedString } from '@grammyjs/parse-mode';
import type { ChartReport } from '../desk/chart-report.ts';
import type { Speech } from '../language/speech.ts';
import { chartTexts } from '../language/texts/chart.ts';
import { percentFrom } from './amount.ts';
import { badge } from './badge.ts';
import type { Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';
import { positionText } from './position-card.ts';
import { toPositionFace } from './position-head.ts';
import { viewButton } from './view-button.ts';

/** The picture, what it says in words, and the other lengths of candle. `picture` `null`: the words go alone. */
export function chartCard(speech: Speech, report: ChartReport, picture: Uint8Array | null): Card {
  const words = speech.say(chartTexts);
  const { instrument, interval, brokerId, candles, positions } = report;
  const [first, last] = [candles[0], candles.at(-1)];
  const command = (length: string) => `chart ${instrument.symbol} ${length} @${brokerId}`;
  return {
    ...(picture === null
      ? {}
      : { media: { type: 'picture', bytes: picture, fileName: `${instrument.symbol}-${interval}.png` } }),
    text: paragraphs(
      lines(
        dotted(badge(report), FormattedString.bold(instrument.symbol), words.candles(interval)),
        first === undefined || last === undefined
          ? null
          : words.last(speech.price(last.close, instrument), speech.percent(percentFrom(first.open, last.close))),
        picture === null ? words.noPicture : null,
      ),
      ...positions.map((position) => positionText(speech, toPositionFace(position))),
    ),
    buttons: [
      CANDLE_INTERVALS.filter((it) => it !== interval).flatMap((it) =>
        viewButton(it, { command: command(it), as: 'here' }),
      ),
      [...viewButton(words.refresh, { command: command(interval), as: 'here' })],
    ],
  };
}
