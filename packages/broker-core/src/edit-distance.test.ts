import { expect, test } from 'vitest';
import { editDistance } from './edit-distance.ts';

test.each([
  ['', '', 0, 0],
  ['', 'abc', 3, 3],
  ['close', 'close', 0, 0],
  ['clos', 'close', 1, 1],
  ['cloze', 'close', 1, 1],
  ['clsoe', 'close', 2, 1],
  ['lnog', 'long', 2, 1],
  ['kitten', 'sitting', 3, 3],
])('%j and %j: %d edits, %d where a swap is one', (left, right, edits, withSwaps) => {
  expect([editDistance(left, right), editDistance(right, left)]).toEqual([edits, edits]);
  expect(editDistance(left, right, { countsSwaps: true })).toBe(withSwaps);
});
