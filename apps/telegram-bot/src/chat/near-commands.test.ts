import { describe, expect, test } from 'vitest';
import { COMMANDS } from './commands/registry.ts';
import { nearCommands } from './near-commands.ts';

const NAMES = COMMANDS.map(({ name }) => name);

describe('the commands that may be meant', () => {
  test.each([
    ['lnog', ['long']],
    ['positons', ['positions']],
    ['psitions', ['positions']],
    ['clsoe', ['close']],
    ['Panik', ['panic']],
    ['short1', ['short']],
    ['bal', ['balance']],
    ['si', ['signals', 'signal']],
    ['order_', ['orders', 'order']],
  ])('/%s: %j', (typed, near) => {
    expect(nearCommands(typed, NAMES)).toEqual(near);
  });

  test.each(['graph', 'x', '', 'moonshot', 'buy', 'l'.repeat(5_000)])('none for /%.10s', (typed) => {
    expect(nearCommands(typed, NAMES)).toEqual([]);
  });
});
