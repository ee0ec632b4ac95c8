import { expect, test } from 'vitest';
import { isToldBy } from './find-wrong.test.fixture.ts';

const FIRST = '🛡 DEMO one · BTCUSDT stop at 59 100.0 by mark, 1.5 % from the entry';
const MARK = '\nmay be a repeat · event stop:1';

test('a repeat begins with the words of what it repeats, by a desk that knew the instrument’s decimals or not', () => {
  expect(isToldBy(FIRST, `${FIRST}${MARK}`)).toBe(true);
  expect(isToldBy(FIRST, `🛡 DEMO one · BTCUSDT stop at 59 100 by mark, 1.5 % from the entry${MARK}`)).toBe(true);
  expect(isToldBy('filled 0.30 at 2 955.50', 'filled 0.3 at 2 955.5')).toBe(true);
});

test('another price, account or quantity is no repeat', () => {
  expect(isToldBy(FIRST, `${FIRST.replace('59 100.0', '59 100.5')}${MARK}`)).toBe(false);
  expect(isToldBy(FIRST, `${FIRST.replace('one', 'two')}${MARK}`)).toBe(false);
  expect(isToldBy('filled 0.03 at 100', 'filled 0.3 at 100')).toBe(false);
  expect(isToldBy('filled 10 at 100', 'filled 1 at 100')).toBe(false);
});
