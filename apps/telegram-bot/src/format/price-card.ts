import type { Decimal } from '@perpdesk/broker-core';
import { FormattedString } from '@grammyjs/parse-mode';
import type { FundingReport, FundingShare, PriceReport } from '../desk/market-report.ts';
import type { Speech } from '../language/speech.ts';
import { THIN } from '../language/numbers.ts';
import { marketTexts } from '../language/texts/market.ts';
import { percentFrom } from './amount.ts';
import { badge } from './badge.ts';
import type { Card } from './card.ts';
import { dotted, lines } from './lines.ts';
import { chartButton } from './chart-button.ts';
import { viewButton } from './view-button.ts';

/** Funding rates are small: four places. */
export function formatRate({ digits }: Speech, rate: Decimal): string {
  const percent = rate.times(100);
  return `${percent.greaterThan(0) ? '+' : ''}${digits(percent.toFixed(4))}${THIN}%`;
}

/** Last, mark and index price, and the running 24 hours. */
export function priceCard(speech: Speech, report: PriceReport): Card {
  const words = speech.say(marketTexts);
  const { instrument, markPrice, premium, day, brokerId } = report;
  const { symbol } = instrument;
  const index = premium?.indexPrice ?? null;
  return {
    text: lines(
      dotted(badge(report), FormattedString.bold(symbol)),
      dotted(
        day === null ? null : words.last(speech.price(day.last, instrument)),
        words.mark(speech.price(markPrice, instrument)),
        index === null
          ? null
          : words.index(speech.price(index, instrument), speech.percent(percentFrom(index, markPrice))),
      ),
      day === null
        ? null
        : dotted(
            words.day(speech.percent(day.changePercent)),
            words.high(speech.price(day.high, instrument)),
            words.low(speech.price(day.low, instrument)),
          ),
    ),
    buttons: [
      [
        ...viewButton(words.fundingButton, { command: `funding ${symbol} @${brokerId}`, as: 'message' }),
        ...chartButton(speech, symbol, brokerId),
      ],
    ],
  };
}

function shareText(speech: Speech, share: FundingShare, { instrument }: FundingReport): FormattedString {
  const side = share.quantity.isNegative() ? 'SHORT' : 'LONG';
  const words = speech.say(marketTexts);
  const say = share.amount.isNegative() ? words.pays : words.gets;
  return dotted(
    badge(share),
    say(
      `${side} ${speech.quantity(share.quantity, instrument)}`,
      `${speech.pnl(share.amount)} ${instrument.settleAsset}`,
    ),
  );
}

/** The next funding, and what it makes of what is open. */
export function fundingCard(speech: Speech, report: FundingReport): Card {
  const words = speech.say(marketTexts);
  const { premium, instrument, shares, now } = report;
  const { fundingRate: rate, nextFundingAt } = premium;
  const payer = rate === null || rate.isZero() ? null : rate.isPositive() ? words.longPays : words.shortPays;
  return {
    text: lines(
      dotted(badge(report), FormattedString.bold(words.fundingOf(instrument.symbol))),
      rate === null ? words.none : dotted(words.rate(formatRate(speech, rate)), payer),
      nextFundingAt === null
        ? null
        : words.next(speech.time(nextFundingAt), speech.span(Math.max(0, nextFundingAt - now))),
      ...(rate === null ? [] : shares.map((share) => shareText(speech, share, report))),
      rate === null || shares.length > 0 ? null : words.nobody,
    ),
    buttons: [],
  };
}
