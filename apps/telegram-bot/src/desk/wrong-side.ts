import type { Decimal, Instrument, Position } from '@perpdesk/broker-core';
import type { Speech } from '../language/speech.ts';
import { handTexts } from '../language/texts/hand.ts';
import { refuse, type DeskRefusal } from './desk-result.ts';
import { directionOf } from './find-position.ts';

interface Held {
  readonly position: Position;
  readonly instrument: Instrument;
  /** Quote asset. */
  readonly market: Decimal;
}

/** A stop or target that lies where only the other of them may. */
export function refuseSide(
  { position, market, instrument }: Held,
  price: Decimal,
  way: 'stop' | 'target',
): DeskRefusal {
  const direction = directionOf(position);
  const where = (direction === 'long') === (way === 'stop') ? 'below' : 'above';
  return refuse('terms', (speech) => {
    const words = speech.say(handTexts);
    const say = way === 'stop' ? words.wrongStop : words.wrongTarget;
    return say(direction.toUpperCase(), where, speech.price(price, instrument), speech.price(market, instrument));
  });
}

/** A stop at the entry of a position that is not in profit. */
export function refuseEven({ position, market, instrument }: Held, entry: Decimal): DeskRefusal {
  const where = directionOf(position) === 'long' ? 'above' : 'below';
  return refuse('terms', ({ say, price }: Speech) =>
    say(handTexts).notEven(where, price(entry, instrument), price(market, instrument)),
  );
}
