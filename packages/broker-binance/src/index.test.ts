import { expect, test } from 'vitest';
import * as root from './index.ts';

test('the public names are these', () => {
  expect(Object.keys(root).toSorted()).toEqual([
    'BINANCE_CAPABILITIES',
    'BINANCE_ENVIRONMENTS',
    'SELF_TRADE_PREVENTIONS',
    'createBinanceBroker',
    'createBinanceBrokerFactory',
    'isBinanceBroker',
  ]);
});
