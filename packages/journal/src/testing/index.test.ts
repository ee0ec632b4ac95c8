import { expect, test } from 'vitest';
import * as testing from './index.ts';

test('the testing entry exports these names', () => {
  expect(Object.keys(testing).toSorted()).toEqual([
    'NO_POSTGRES',
    'createOwnServer',
    'createTestDatabase',
    'journalCases',
  ]);
});
