import { decimal, type Decimal, type Instrument } from '@perpdesk/broker-core';
import type { Phrase, Speech } from '../language/speech.ts';
import { handTexts } from '../language/texts/hand.ts';
import type { Standing, StandingLevel } from './standing.ts';

interface Basis {
  readonly instrument: Instrument;
  /** Mark price, quote asset. */
  readonly market: Decimal;
  readonly standing: Standing;
}

/** `59 000 (−1.7 %)`: a price and how far from the mark price. */
export function withDistance(
  speech: Speech,
  { market, instrument }: Pick<Basis, 'market' | 'instrument'>,
  price: Decimal,
): string {
  const distance = price.minus(market).dividedBy(market).times(decimal('100'));
  return `${speech.price(price, instrument)} (${speech.percent(distance)})`;
}

/** `SL 59 000 → 59 500 (−0.8 %)`; `null`: none from then on. */
export function changeLine(
  what: 'stop' | 'targets' | 'trailing',
  basis: Basis,
  to: (speech: Speech) => string | null,
): Phrase {
  const levels = { stop: basis.standing.stops, targets: basis.standing.targets, trailing: basis.standing.trailing }[
    what
  ];
  return (speech) => {
    const words = speech.say(handTexts);
    const before = speech.list([...new Set(levels.map((level) => levelText(speech, basis, level)))]);
    return words[what](before === '' ? words.none : before, to(speech) ?? words.off);
  };
}

function levelText(
  speech: Speech,
  { instrument }: Pick<Basis, 'instrument'>,
  { price, callback }: StandingLevel,
): string {
  const at = price === null ? '' : speech.price(price, instrument);
  return callback === null ? at : [speech.share(callback), at === '' ? '' : `@ ${at}`].join(' ').trim();
}
