import { FormattedString } from '@grammyjs/parse-mode';
import type { AccountRisk, RiskReport, Stakes } from '../desk/risk-report.ts';
import type { Speech } from '../language/speech.ts';
import { balanceTexts } from '../language/texts/balance.ts';
import { reportTexts } from '../language/texts/report.ts';
import { formatAge } from './age.ts';
import { badge } from './badge.ts';
import type { Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';

function exposureText(
  speech: Speech,
  { longNotional: long, shortNotional: short, quoteAsset, leverage }: Stakes,
): FormattedString {
  const words = speech.say(reportTexts);
  const both = !long.isZero() && !short.isZero();
  return dotted(
    words.exposure(`${speech.money(long.plus(short))} ${quoteAsset}`),
    both ? words.both(speech.money(long), speech.money(short)) : null,
    leverage === null ? null : words.ofEquity(speech.digits(leverage.toFixed(2))),
  );
}

function marginText(speech: Speech, { equity, marginPercent, atStops }: Stakes): FormattedString {
  const words = speech.say(reportTexts);
  return dotted(
    words.equity(speech.money(equity)),
    marginPercent === null ? null : speech.say(balanceTexts).marginRatio(speech.share(marginPercent)),
    atStops === null ? null : words.atStops(speech.pnl(atStops)),
  );
}

function closestText(speech: Speech, { closest, openPositions }: AccountRisk): string | null {
  const words = speech.say(reportTexts);
  if (closest === null) return openPositions === 0 ? null : words.noLiquidation;
  const { symbol, direction, liquidationPrice, instrument, awayPercent } = closest;
  return words.closest(
    `${symbol} ${direction.toUpperCase()}`,
    speech.price(liquidationPrice, instrument),
    speech.share(awayPercent),
  );
}

function accountText(speech: Speech, risk: AccountRisk): FormattedString {
  const words = speech.say(reportTexts);
  const { stakes, naked, openPositions } = risk;
  return lines(
    dotted(badge(risk), words.positions(openPositions), formatAge(speech, risk.heardAgoMs)),
    stakes === null ? null : exposureText(speech, stakes),
    stakes === null ? null : marginText(speech, stakes),
    closestText(speech, risk),
    naked.length === 0
      ? null
      : words.naked(
          speech.list(
            naked.map(({ symbol, direction, part }) =>
              [symbol, direction.toUpperCase(), ...(part === null ? [] : [speech.quantity(part, null)])].join(' '),
            ),
          ),
        ),
  );
}

/** What is at stake, per account and together. */
export function riskCard(speech: Speech, { accounts, total }: RiskReport): Card {
  if (accounts.length === 0) return { text: new FormattedString(speech.say(balanceTexts).none), buttons: [] };
  const together =
    total === null
      ? null
      : lines(
          FormattedString.bold(speech.say(reportTexts).together),
          exposureText(speech, total),
          marginText(speech, total),
        );
  return { text: paragraphs(...accounts.map((account) => accountText(speech, account)), together), buttons: [] };
}
