import { expect, test } from 'vitest';
import * as venue from './index.ts';

test('exports these names and no others', () => {
  expect(Object.keys(venue).toSorted()).toEqual(['PLANNED_CALL_FAULTS', 'createBinanceVenue', 'createFaultPlan']);
});
