import { Decimal, decimal, formatDecimal, type Instrument, roundQuantityDown, ZERO } from '@perpdesk/broker-core';
import type { LedgerRow } from '@perpdesk/journal/port';
import type { OrderOf } from '../book/stored-order.ts';
import { isOrderable } from '../entries/is-orderable.ts';
import type { HandState } from './hand-state.ts';

type Order = OrderOf<'protect'>;
type Owner = Pick<LedgerRow, 'stream' | 'owned'>;

/** What the person said, as it is kept and told; what they left out stays as it is. */
export function newsOf({
  stopLoss,
  takeProfits,
  trailing,
}: Pick<Order, 'stopLoss' | 'takeProfits' | 'trailing'>): Partial<HandState> {
  return {
    ...(stopLoss === undefined ? {} : { stopLoss: stopLoss === 'off' ? 'off' : formatDecimal(stopLoss) }),
    ...(takeProfits === undefined
      ? {}
      : {
          takeProfits:
            takeProfits === 'off'
              ? 'off'
              : takeProfits.map(({ price, share, quantity = null }) => ({
                  price: formatDecimal(price),
                  share: share === null ? null : formatDecimal(share),
                  ...(quantity === null ? {} : { quantity: formatDecimal(quantity) }),
                })),
        }),
    ...(trailing === undefined
      ? {}
      : {
          trailing:
            trailing === 'off'
              ? 'off'
              : {
                  activation: trailing.activation === null ? null : formatDecimal(trailing.activation),
                  callback: formatDecimal(trailing.callback),
                },
        }),
  };
}

/** What an owner of the side has of targets that name a quantity: their part of it. One that is left nothing has none. */
export function allotTargets(
  { takeProfits }: Pick<Order, 'takeProfits'>,
  owners: readonly Owner[],
  instrument: Instrument | null,
): (owner: Owner) => Pick<Partial<HandState>, 'takeProfits'> {
  if (takeProfits === undefined || takeProfits === 'off') return () => ({});
  if (takeProfits.every(({ quantity = null }) => quantity === null)) return () => ({});
  const parts = takeProfits.map(({ price, quantity = null }) =>
    quantity === null ? null : partsAmong({ price, quantity }, owners, instrument),
  );
  return ({ stream }) => {
    const own = takeProfits.flatMap((target, index) => {
      const quantity = parts[index]?.get(stream) ?? null;
      return quantity?.isZero() === true ? [] : [{ ...target, quantity }];
    });
    return newsOf({ takeProfits: own.length === 0 ? 'off' : own });
  };
}

interface Taking {
  /** Quote asset. */
  readonly price: Decimal;
  /** Base asset. */
  readonly quantity: Decimal;
}

/**
 * In proportion to what each owns, on the step, together exactly as much as there is to share out; of the largest owners alone
 * where the exchange would not take such parts.
 */
function partsAmong(taking: Taking, owners: readonly Owner[], instrument: Instrument | null): Parts {
  const even = evenParts(taking.quantity, owners, instrument);
  const isTakeable = (part: Decimal): boolean =>
    part.isZero() || instrument === null || isOrderable(part, taking.price, instrument);
  return [...even.values()].every(isTakeable) ? even : largestFirst(taking.quantity, owners);
}

/** Base asset, ≥ 0, by stream. */
type Parts = ReadonlyMap<string, Decimal>;

function evenParts(quantity: Decimal, owners: readonly Owner[], instrument: Instrument | null): Parts {
  const all = owners.reduce((sum, owner) => sum.plus(sizeOf(owner)), ZERO);
  const parts = new Map<string, Decimal>();
  let before = ZERO;
  let given = ZERO;
  for (const [index, owner] of owners.entries()) {
    before = before.plus(sizeOf(owner));
    const upTo = index === owners.length - 1 || all.isZero() ? quantity : quantity.times(before).div(all);
    const onStep = instrument === null ? upTo : roundQuantityDown(upTo, instrument);
    parts.set(owner.stream, onStep.minus(given));
    given = onStep;
  }
  return parts;
}

function largestFirst(quantity: Decimal, owners: readonly Owner[]): Parts {
  let left = quantity;
  return new Map(
    owners
      .toSorted((one, other) => sizeOf(other).comparedTo(sizeOf(one)))
      .map((owner) => {
        const part = Decimal.min(left, sizeOf(owner));
        left = left.minus(part);
        return [owner.stream, part] as const;
      }),
  );
}

function sizeOf({ owned }: Owner): Decimal {
  return decimal(owned).abs();
}
