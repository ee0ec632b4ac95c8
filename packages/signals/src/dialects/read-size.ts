import { decimal } from '@perpdesk/broker-core';
import type { FieldReading } from '../parse/field-reading.ts';
import { refuse } from '../parse/refuse.ts';
import type { WishSize } from '../wish.ts';
import { AMOUNT, FRACTION, PERCENT, SHARE } from './amount-readers.ts';
import { sentence } from '../sentences/sentence.ts';

const HUNDRED = decimal('100');
const UNITLESS = ['size', 'amount', 'volume', 'lots', 'positionvalue'];
const QUANTITIES = ['contracts', 'ordercontracts', 'quantity', 'qty'];
const EQUITY = ['equitypercentnotional'];
const SHARES = ['positionpercent', 'percentofposition'];

/** Every plain name that a size stands under. */
export const SIZE_NAMES: readonly string[] = [
  ...QUANTITIES,
  'notional',
  'margin',
  ...EQUITY,
  ...SHARES,
  'positionpct',
  ...UNITLESS,
];

/** The size that an alert of ours names, each name with its unit; `null`: none, or refused. */
export function readSize(fields: FieldReading): WishSize | null {
  const quantity = fields.any(QUANTITIES, AMOUNT);
  const notional = fields.any(['notional'], AMOUNT);
  const margin = fields.any(['margin'], AMOUNT);
  const equity = fields.any(EQUITY, PERCENT);
  const share = fields.any(SHARES, SHARE);
  const fraction = fields.any(['positionpct'], FRACTION);
  const unitless = fields.any(UNITLESS, AMOUNT);
  const sizes: WishSize[] = [];
  if (quantity !== null) sizes.push({ unit: 'strategy', quantity });
  if (notional !== null) sizes.push({ unit: 'notional', notional });
  if (margin !== null) sizes.push({ unit: 'margin', margin });
  if (equity !== null) sizes.push({ unit: 'equity-percent-notional', percent: equity });
  if (share !== null) sizes.push({ unit: 'position-percent', percent: share });
  if (fraction !== null) {
    if (fraction.gt(1)) return fields.fail(refuse('ambiguous-unit', sentence('position-pct-above-one')));
    sizes.push({ unit: 'equity-percent-notional', percent: fraction.times(HUNDRED) });
  }
  if (unitless !== null && sizes.length === 0) {
    return fields.fail(refuse('ambiguous-unit', sentence('size-without-unit')));
  }
  if (sizes.length > 1) return fields.fail(refuse('conflicting-fields', sentence('sizes-many')));
  return sizes[0] ?? null;
}
