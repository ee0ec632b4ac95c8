import { expect, test } from 'vitest';
import * as brokerManager from './index.ts';

test('the package exports these names', () => {
  expect(Object.keys(brokerManager).toSorted()).toEqual([
    'createBrokerManager',
    'initializeBroker',
    'initializeBrokers',
    'measureClockOffset',
    'totalOf',
  ]);
});
