import { expect, test } from 'vitest';
import * as memory from './index.ts';

test('the memory entry exports these names', () => {
  expect(Object.keys(memory).toSorted()).toEqual(['copyToMemory', 'createMemoryJournal', 'isStandIn', 'withStandIn']);
});
