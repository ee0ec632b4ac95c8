import { expect, test } from 'vitest';
import { parseJson } from './parse-json.ts';

test('integers of 16 digits and more are text, shorter ones numbers', () => {
  const text = '{"orderId":8389765519993908929,"algoId":-1234567890123456,"at":1700000000000,"n":123456789012345}';
  expect(parseJson(text)).toEqual({
    orderId: '8389765519993908929',
    algoId: '-1234567890123456',
    at: 1_700_000_000_000,
    n: 123_456_789_012_345,
  });
});

test('digits inside strings and keys stay as they are', () => {
  const value = { note: 'id 8389765519993908929, "9999999999999999", \\', '1234567890123456': ':1234567890123456,' };
  expect(parseJson(JSON.stringify(value))).toEqual(value);
  expect(parseJson('["\\\\",1234567890123456]')).toEqual(['\\', '1234567890123456']);
});

test('what looks like a name in a text, or like a number in one, is neither', () => {
  for (const value of ['x\\":1234567890123456', 'x":1234567890123456', ':1234567890123456', '":1234567890123456']) {
    expect(parseJson(JSON.stringify([value, { [value]: value }]))).toEqual([value, { [value]: value }]);
  }
  expect(parseJson('{"":1234567890123456,"ü": 1234567890123456}')).toEqual({
    '': '1234567890123456',
    ü: '1234567890123456',
  });
});

test('fractions and exponents stay numbers', () => {
  expect(parseJson('[0.1234567890123456,1234567890123456.5,1e3,1234567890123456e2]')).toEqual([
    0.123_456_789_012_345_6, 1_234_567_890_123_456.5, 1000, 1234567890123456e2,
  ]);
});

test('what is no JSON is refused on both paths', () => {
  for (const text of ['<html>', '{"a":1234567890123456', '"1234567890123456', '']) {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  }
});

test('a long text of quotes is refused in no time', () => {
  const startedAt = performance.now();
  expect(() => parseJson(`${'"\\'.repeat(200_000)}1234567890123456`)).toThrow(SyntaxError);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});
