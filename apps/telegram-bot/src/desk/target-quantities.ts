import { planTargets } from '@perpdesk/signals';
import { Decimal, formatDecimal, type Instrument } from '@perpdesk/broker-core';
import { sizeTexts } from '../language/texts/size.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import { smallestQuantity } from './legal-quantity.ts';

interface Level {
  /** Quote asset, on the tick. */
  readonly price: Decimal;
  /** Percent; `null`: what the others leave. */
  readonly share: Decimal | null;
  /** Base asset, in place of a share. */
  readonly quantity?: Decimal | null;
}

/** A target's order, as the desk would place it. */
export interface TargetOrder {
  /** Base asset; `null`: too small for an order, its part is in that of the target beside it. */
  readonly size: Decimal | null;
}

/** The same of a position that is several owners', each of whose parts has its own orders. */
export function sizedTargets<T extends Level>(
  targets: readonly T[],
  { parts, instrument }: { readonly parts: readonly Decimal[]; readonly instrument: Instrument },
): DeskResult<readonly (T & TargetOrder)[]> {
  const each = parts.map((owned) => targetOrders(targets, { owned, instrument }));
  const placed = each.flatMap((one) => (one.ok ? [one.value] : []));
  const [refused] = each;
  if (placed.length === 0 && refused !== undefined) return refused;
  return accept(
    targets.map((target, index) => {
      const sizes = placed.flatMap((one) => one[index]?.size ?? []);
      return { ...target, size: sizes.length === 0 ? null : Decimal.sum(...sizes) };
    }),
  );
}

/** What each target of a position takes; refused where none would be an order. `owned` is in base asset, > 0. */
export function targetOrders<T extends Level>(
  targets: readonly T[],
  { owned, instrument }: { readonly owned: Decimal; readonly instrument: Instrument },
): DeskResult<readonly (T & TargetOrder)[]> {
  const [first] = targets;
  if (first === undefined) return accept([]);
  const { slots } = planTargets({ targets, owned, instrument, filled: [], done: [], filling: [], takesRest: false });
  if (slots.length === 0) {
    const least = smallestQuantity({ instrument, price: first.price });
    return refuse('size', ({ say, digits }) => say(sizeTexts).targetTooSmall(digits(formatDecimal(least))));
  }
  return accept(
    targets.map((target, index) => ({
      ...target,
      size: slots.find((slot) => slot.target === index)?.quantity ?? null,
    })),
  );
}
