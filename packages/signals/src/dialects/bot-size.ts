import type { Decimal } from '@perpdesk/broker-core';
import type { FieldReading } from '../parse/field-reading.ts';
import { quote, refuse } from '../parse/refuse.ts';
import type { Refusal } from '../signal.ts';
import type { HeldDirection, Wish, WishSize } from '../wish.ts';
import { sentence } from '../sentences/sentence.ts';

export type BotUnit = 'base' | 'notional' | 'margin' | 'free-percent-margin' | 'position-percent';

/** An amount in the unit that another key names; `null`: no amount, or a unit that is not known here. */
export function botSize(
  fields: FieldReading,
  units: Readonly<Record<string, BotUnit>>,
  given: { readonly amount: Decimal | null; readonly unit: string | null; readonly key: string },
): WishSize | null {
  const { amount, unit, key } = given;
  if (amount === null) return null;
  const known = unit !== null && Object.hasOwn(units, unit) ? units[unit] : undefined;
  switch (known) {
    case undefined: {
      const words = Object.keys(units).join(', ');
      const detail =
        unit === null
          ? sentence('unit-missing', { field: key, words })
          : sentence('words-expected', { field: key, shown: quote(unit), words });
      return fields.fail(refuse('ambiguous-unit', detail));
    }
    case 'base':
      return { unit: 'base', quantity: amount };
    case 'notional':
      return { unit: 'notional', notional: amount };
    case 'margin':
      return { unit: 'margin', margin: amount };
    case 'free-percent-margin':
    case 'position-percent':
      return { unit: known, percent: amount };
    default:
      return known satisfies never;
  }
}

export interface SizeFault {
  /** `null`: there is none, or it does not matter. */
  readonly refusal: Refusal | null;
  readonly notes: readonly string[];
}

/** What a size that cannot be read does: it refuses the alert, but where nothing is left afterwards it is only noted. */
export function sizeFaultOf(
  sizes: Pick<FieldReading, 'refusal'>,
  { wish, position }: { readonly wish: Wish | null; readonly position: HeldDirection | null },
): SizeFault {
  const fault = sizes.refusal();
  const leavesNothing = position === 'flat' && (wish === null || wish.type === 'close' || wish.type === 'stay');
  return fault === null || !leavesNothing ? { refusal: fault, notes: [] } : { refusal: null, notes: [fault.detail] };
}
