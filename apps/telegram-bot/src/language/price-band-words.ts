import { Decimal, decimal } from '@perpdesk/broker-core';
import type { Speech } from './speech.ts';
import { priceBandTexts } from './texts/price-band.ts';

const AMOUNT = String.raw`\d+(?:\.\d+)?`;
/** As an order's check says it: the nearest legal price is the edge of the band, on the tick. */
const CHECKED = new RegExp(
  String.raw`^price (?<price>${AMOUNT}) is outside \S+'s ${AMOUNT} to ${AMOUNT} for a (?<side>buy|sell) while the mark price is (?<mark>${AMOUNT})\. Nearest: (?<edge>${AMOUNT})\.`,
);
/** As an order that triggers is refused: the edge is off the tick. */
const TRIGGERED = new RegExp(
  String.raw`^The (?<side>buy|sell) price (?<price>${AMOUNT}) is (?:above|below) (?<edge>${AMOUNT}), the furthest from \S+'s mark price (?<mark>${AMOUNT})\.(?: Move it nearer\.)?`,
);

/** A text that begins with a price outside of its band, worded for people, and what follows it; `null`: it does not. */
export function readPriceBand(
  { say, digits }: Speech,
  text: string,
): { readonly said: string; readonly rest: string } | null {
  const found = CHECKED.exec(text) ?? TRIGGERED.exec(text);
  const { price, side, mark, edge } = found?.groups ?? {};
  if (found === null || price === undefined || mark === undefined || edge === undefined) return null;
  const isBuy = side === 'buy';
  const [asked, bound] = [decimal(price), decimal(edge)];
  // the price has the tick's decimals, as far as it has any
  const places = Math.max(asked.decimalPlaces(), found[0].includes('Nearest') ? bound.decimalPlaces() : 0);
  const inward = isBuy ? Decimal.ROUND_FLOOR : Decimal.ROUND_CEIL;
  const shown = [
    digits(price),
    digits(bound.toDecimalPlaces(places, inward).toFixed()),
    digits(decimal(mark).toDecimalPlaces(Math.max(places, 1), Decimal.ROUND_HALF_UP).toFixed()),
  ] as const;
  const words = say(priceBandTexts);
  return { said: isBuy ? words.buy(...shown) : words.sell(...shown), rest: text.slice(found[0].length) };
}
