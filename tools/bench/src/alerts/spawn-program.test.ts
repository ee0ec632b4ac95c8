import { expect, test } from 'vitest';
import { readCounter } from './spawn-program.ts';

test('a counter is read by its whole name', () => {
  const page = '# HELP a_total x\na_total_more 7\na_total 12\n';
  expect(readCounter(page, 'a_total')).toBe(12);
  expect(() => readCounter(page, 'b_total')).toThrow('The metrics say nothing of b_total.');
});
