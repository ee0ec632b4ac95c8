import {
  formatDecimal,
  ZERO,
  type Decimal,
  type Instrument,
  type Position,
  type PositionMode,
} from '@perpdesk/broker-core';

import type { Phrase, Speech } from '../language/speech.ts';
import { sizeTexts } from '../language/texts/size.ts';

interface Change {
  readonly instrument: Instrument;
  readonly direction: 'long' | 'short';
  /** Base asset, > 0. */
  readonly quantity: Decimal;
  readonly positionMode: PositionMode;
}

/** `LONG 0.02`, of a signed quantity, or that it is nothing. */
export function stance({ say, digits }: Speech, quantity: Decimal): string {
  if (quantity.isZero()) return say(sizeTexts).nothing;
  return `${quantity.isNegative() ? 'SHORT' : 'LONG'} ${digits(formatDecimal(quantity.abs()))}`;
}

/** What an order makes of a position that is open already, as one sentence; `null` where its side is flat. */
export function describeChange(positions: readonly Position[], change: Change): Phrase | null {
  const { instrument, direction, positionMode } = change;
  const side = positionMode === 'hedge' ? direction : 'net';
  const held = positions.find((it) => it.symbol === instrument.symbol && it.positionSide === side)?.quantity ?? ZERO;
  if (held.isZero()) return null;
  const after = direction === 'long' ? held.plus(change.quantity) : held.minus(change.quantity);
  return (speech) => {
    const words = speech.say(sizeTexts);
    return words.leaves(stance(speech, held), stance(speech, after));
  };
}
