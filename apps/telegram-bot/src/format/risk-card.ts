import { FormattedString } from '@grammyjs/parse-mode';
import type { Decimal } from '@perpdesk/broker-core';
import type { AccountRisk, RiskReport, Stakes } from '../desk/risk-report.ts';
import { PLAIN_SPEECH } from '../language/speech.ts';
import { formatAge } from './age.ts';
import { formatMoney, formatPercent, formatPnl, formatPrice } from './amount.ts';
import { badge } from './badge.ts';
import type { Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';
import { plural } from './plural.ts';

function unsigned(percent: Decimal): string {
  return formatPercent(percent).replace('+', '');
}

function exposureText({ longNotional: long, shortNotional: short, quoteAsset, leverage }: Stakes): FormattedString {
  const both = !long.isZero() && !short.isZero();
  return dotted(
    `exposure ${formatMoney(long.plus(short))} ${quoteAsset}`,
    both ? `long ${formatMoney(long)}, short ${formatMoney(short)}` : null,
    leverage === null ? null : `${leverage.toFixed(2)}x of equity`,
  );
}

function marginText({ equity, marginPercent, atStops }: Stakes): FormattedString {
  return dotted(
    `equity ${formatMoney(equity)}`,
    marginPercent === null ? null : `margin ratio ${unsigned(marginPercent)}`,
    atStops === null ? null : `at the stops ${formatPnl(atStops)}`,
  );
}

function closestText({ closest, openPositions }: AccountRisk): string | null {
  if (closest === null) return openPositions === 0 ? null : 'no price liquidates what is open';
  const { symbol, direction, liquidationPrice, instrument, awayPercent } = closest;
  return `closest liquidation ${symbol} ${direction.toUpperCase()} at ${formatPrice(liquidationPrice, instrument)}, ${unsigned(awayPercent)} away`;
}

function accountText(risk: AccountRisk): FormattedString {
  const { stakes, naked, openPositions } = risk;
  return lines(
    dotted(badge(risk), plural(openPositions, 'position'), formatAge(PLAIN_SPEECH, risk.heardAgoMs)),
    stakes === null ? null : exposureText(stakes),
    stakes === null ? null : marginText(stakes),
    closestText(risk),
    naked.length === 0
      ? null
      : `⚠️ no stop: ${naked.map(({ symbol, direction }) => `${symbol} ${direction.toUpperCase()}`).join(', ')}`,
  );
}

/** What is at stake, per account and together. */
export function riskCard({ accounts, total }: RiskReport): Card {
  if (accounts.length === 0) return { text: new FormattedString('No account is open to you.'), buttons: [] };
  const together =
    total === null ? null : lines(FormattedString.bold('Together'), exposureText(total), marginText(total));
  return { text: paragraphs(...accounts.map(accountText), together), buttons: [] };
}
