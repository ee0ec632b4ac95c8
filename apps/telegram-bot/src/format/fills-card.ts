import { FormattedString } from '@grammyjs/parse-mode';
import type { FillReport } from '../desk/fills-report.ts';
import { formatMoney, formatPnl, formatPrice, formatQuantity } from './amount.ts';
import { badge } from './badge.ts';
import type { Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';
import { formatDayTime } from './moment.ts';

function fillText(fill: FillReport): FormattedString {
  const { symbol, side, instrument, realizedPnl } = fill;
  const what = `${symbol} ${side.toUpperCase()} ${formatQuantity(fill.quantity, instrument)}`;
  return lines(
    dotted(
      badge(fill),
      FormattedString.join([FormattedString.bold(what), ` at ${formatPrice(fill.price, instrument)}`]),
    ),
    dotted(
      realizedPnl.isZero() ? null : `PnL ${formatPnl(realizedPnl)}`,
      `fee ${formatMoney(fill.fee)} ${fill.feeAsset}`,
      fill.stream ?? 'not by the desk',
      formatDayTime(fill.venueAt),
    ),
  );
}

/** Newest first. */
export function fillsCard(fills: readonly FillReport[]): Card {
  if (fills.length === 0) return { text: new FormattedString('No fills yet.'), buttons: [] };
  return { text: paragraphs(...fills.map(fillText)), buttons: [] };
}
