import type { Decimal } from '@perpdesk/broker-core';
import { FormattedString } from '@grammyjs/parse-mode';
import type { FundingReport, FundingShare, PriceReport } from '../desk/market-report.ts';
import { formatPercent, formatPnl, formatPrice, formatQuantity, groupDigits, percentFrom, THIN } from './amount.ts';
import { badge } from './badge.ts';
import type { Card } from './card.ts';
import { dotted, lines } from './lines.ts';
import { formatSpan, formatTime } from './moment.ts';
import { viewButton } from './view-button.ts';

/** Funding rates are small: four places. */
export function formatRate(rate: Decimal): string {
  const percent = rate.times(100);
  return `${percent.greaterThan(0) ? '+' : ''}${groupDigits(percent.toFixed(4))}${THIN}%`;
}

/** Last, mark and index price, and the running 24 hours. */
export function priceCard(report: PriceReport): Card {
  const { instrument, markPrice, premium, day, brokerId } = report;
  const { symbol } = instrument;
  const index = premium?.indexPrice ?? null;
  return {
    text: lines(
      dotted(badge(report), FormattedString.bold(symbol)),
      dotted(
        day === null ? null : `last ${formatPrice(day.last, instrument)}`,
        `mark ${formatPrice(markPrice, instrument)}`,
        index === null
          ? null
          : `index ${formatPrice(index, instrument)} (mark ${formatPercent(percentFrom(index, markPrice))})`,
      ),
      day === null
        ? null
        : dotted(
            `24 h ${formatPercent(day.changePercent)}`,
            `high ${formatPrice(day.high, instrument)}`,
            `low ${formatPrice(day.low, instrument)}`,
          ),
    ),
    buttons: [
      [
        ...viewButton('Chart', { command: `chart ${symbol} @${brokerId}`, as: 'message' }),
        ...viewButton('Funding', { command: `funding ${symbol} @${brokerId}`, as: 'message' }),
      ],
    ],
  };
}

function shareText(share: FundingShare, { instrument }: FundingReport): FormattedString {
  const side = share.quantity.isNegative() ? 'SHORT' : 'LONG';
  const word = share.amount.isNegative() ? 'pays' : 'gets';
  return dotted(
    badge(share),
    `${side} ${formatQuantity(share.quantity, instrument)} ${word} ≈ ${formatPnl(share.amount)} ${instrument.settleAsset}`,
  );
}

/** The next funding, and what it makes of what is open. */
export function fundingCard(report: FundingReport): Card {
  const { premium, instrument, shares, now } = report;
  const { fundingRate: rate, nextFundingAt } = premium;
  const payer = rate === null || rate.isZero() ? null : rate.isPositive() ? 'long pays short' : 'short pays long';
  return {
    text: lines(
      dotted(badge(report), FormattedString.bold(`${instrument.symbol} funding`)),
      rate === null ? 'This exchange charges none.' : dotted(`rate ${formatRate(rate)}`, payer),
      nextFundingAt === null
        ? null
        : `next ${formatTime(nextFundingAt)}, in ${formatSpan(Math.max(0, nextFundingAt - now))}`,
      ...(rate === null ? [] : shares.map((share) => shareText(share, report))),
      rate === null || shares.length > 0 ? null : 'No position of yours pays or gets it.',
    ),
    buttons: [],
  };
}
