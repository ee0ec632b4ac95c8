import { type Decimal, decimal } from '@perpdesk/broker-core';
import type { FieldReading } from '../parse/field-reading.ts';
import { refuse } from '../parse/refuse.ts';
import type { Refusal } from '../signal.ts';
import type { WishPrice, WishProtect } from '../wish.ts';
import { AMOUNT, PERCENT } from './amount-readers.ts';
import { sentence } from '../sentences/sentence.ts';

const TARGETS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
/** A "price" farther off than this factor is no price: percent, points or a distance. */
const FAR = decimal('5');

/** Stops and targets by the names of native alerts; a plain number is a price. */
export function readProtect(fields: FieldReading): WishProtect | null {
  return protectOf(readStop(fields), readTargets(fields));
}

export function readStop(fields: FieldReading): WishPrice | null {
  return level(fields, ['stoploss', 'sl', 'stoplossprice', 'slprice'], ['stoplosspercent', 'slpercent']);
}

export function readTargets(fields: FieldReading): WishProtect['takeProfits'] {
  const first = level(fields, ['takeprofit', 'tp', 'takeprofitprice', 'tpprice'], ['takeprofitpercent', 'tppercent']);
  const numbered = TARGETS.flatMap((n) => {
    const at = level(
      fields,
      [`takeprofit${n}`, `tp${n}`, `takeprofitprice${n}`],
      [`takeprofitpercent${n}`, `tp${n}percent`],
    );
    return at === null ? [] : [{ at, share: fields.any([`takeprofitshare${n}`, `tp${n}share`], PERCENT) }];
  });
  return [...(first === null ? [] : [{ at: first, share: null }]), ...numbered];
}

/** `null`: neither a stop nor a target. */
export function protectOf(stopLoss: WishPrice | null, takeProfits: WishProtect['takeProfits']): WishProtect | null {
  return stopLoss === null && takeProfits.length === 0 ? null : { stopLoss, takeProfits };
}

function level(fields: FieldReading, prices: readonly string[], percents: readonly string[]): WishPrice | null {
  const price = fields.any(prices, AMOUNT);
  const percent = fields.any(percents, PERCENT);
  if (price !== null && percent !== null) {
    return fields.fail(refuse('conflicting-fields', sentence('price-and-percent', { field: prices[0] })));
  }
  if (price !== null) return { basis: 'price', price };
  return percent === null ? null : { basis: 'percent', percent };
}

/** Why the stops and targets cannot be meant so beside the alert's own price; `null`: they can, or nothing can be told. */
export function checkProtect(protect: WishProtect, direction: 'long' | 'short', price: Decimal | null): Refusal | null {
  if (price === null) return null;
  const checks = [
    ...(protect.stopLoss === null
      ? []
      : [{ what: 'stop', at: protect.stopLoss, isAbove: direction === 'short' } as const]),
    ...protect.takeProfits.map(({ at }) => ({ what: 'target', at, isAbove: direction === 'long' }) as const),
  ];
  for (const { what, at, isAbove } of checks) {
    if (at.basis !== 'price') continue;
    if (at.price.times(FAR).lt(price) || at.price.gt(price.times(FAR))) {
      return refuse('ambiguous-unit', sentence(`${what}-far`, { level: at.price, price }));
    }
    if (at.price.eq(price) || at.price.gt(price) !== isAbove) {
      return refuse('conflicting-fields', sentence(`${what}-against`, { level: at.price, price, direction }));
    }
  }
  return null;
}
