import { expect, test } from 'vitest';
import { SIZE_KINDS, sizeSchema } from '../schema/size.ts';
import { toSize } from './to-size.ts';

test.each([
  ['signal', { type: 'signal', factor: '3' }],
  ['quantity', { type: 'quantity', quantity: '3' }],
  ['notional', { type: 'notional', notional: '3' }],
  ['margin', { type: 'margin', margin: '3' }],
  ['equityPercentNotional', { type: 'equity-percent-notional', percent: '3' }],
  ['equityPercentMargin', { type: 'equity-percent-margin', percent: '3' }],
  ['riskPercent', { type: 'risk-percent', percent: '3' }],
])('a size by %s', (kind, expected) => {
  expect(SIZE_KINDS).toContain(kind);
  const size = toSize(sizeSchema.parse({ [kind]: '3' }));
  expect(JSON.parse(JSON.stringify(size))).toEqual(expected);
});
