import { expect, test } from 'vitest';
import { viewButton } from './view-button.ts';

test('a command that does not fit into 64 bytes gets no button; bytes count, not characters', () => {
  expect(viewButton('x', { command: 'a'.repeat(60), as: 'here' })).toHaveLength(1);
  expect(viewButton('x', { command: 'a'.repeat(61), as: 'here' })).toEqual([]);
  expect(viewButton('x', { command: 'ä'.repeat(31), as: 'here' })).toEqual([]);
});
