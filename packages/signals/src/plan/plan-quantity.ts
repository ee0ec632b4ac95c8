import { Decimal, type Instrument, roundQuantityDown, type Side } from '@perpdesk/broker-core';
import type { RefusalCode } from '../signal.ts';
import { firstPart } from './first-part.ts';
import { directionOf, reducingSide } from './sides.ts';
import { sentence } from '../sentences/sentence.ts';

export interface QuantityInput {
  readonly instrument: Instrument | null;
  /** Base asset, signed: the real position of the side. */
  readonly position: Decimal;
  /** Base asset; `null`: `fraction` says it. Beside a `fraction`: at most so much. */
  readonly quantity: Decimal | null;
  /** Of the position; `null`: all of it. */
  readonly fraction: Decimal | null;
  /** Base asset still to take after earlier orders; `null` for the first. */
  readonly remaining: Decimal | null;
}

export type QuantityResult =
  | {
      readonly ok: true;
      readonly side: Side;
      /** Base asset: of this order, at most what the exchange takes at once. */
      readonly quantity: Decimal;
      /** Base asset: of this order and those after it. */
      readonly remaining: Decimal;
    }
  /** `code` `null`: nothing is left to do. */
  | { readonly ok: false; readonly code: RefusalCode | null; readonly detail: string };

/** What a person takes off the real position, whoever owns it. Pure. */
export function planQuantity({ instrument, position, quantity, fraction, remaining }: QuantityInput): QuantityResult {
  if (position.isZero()) return { ok: false, code: 'nothing-owned', detail: sentence('position-flat') };
  const share = position.abs().times(fraction ?? '1');
  const wanted = remaining === null ? Decimal.min(quantity ?? share, share) : Decimal.min(remaining, position.abs());
  const rounded = instrument === null ? wanted : roundQuantityDown(wanted, instrument);
  if (rounded.isZero()) {
    return remaining === null
      ? { ok: false, code: 'below-minimum', detail: sentence('below-step') }
      : { ok: false, code: null, detail: 'Done.' };
  }
  const part = instrument === null ? rounded : firstPart(rounded, instrument, null);
  return { ok: true, side: reducingSide(directionOf(position)), quantity: part, remaining: rounded };
}
