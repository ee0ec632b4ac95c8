import { expect, test } from 'vitest';
import type { IntentRow } from '@perpdesk/journal/port';
import { formatOutcome } from './signal-words.ts';

type Order = Pick<IntentRow, 'kind' | 'state' | 'code' | 'attempt'>;

const order = (patch: Partial<Order>): Order => ({ kind: 'reduce', state: 'filled', code: null, attempt: 1, ...patch });

test.each<[string, 'done' | 'planned' | 'refused', string | null, readonly Partial<Order>[]]>([
  ['2 filled', 'done', null, [{ state: 'filled' }, { state: 'filled' }]],
  ['1 filled, 1 limit-notional', 'done', null, [{ state: 'filled' }, { state: 'rejected', code: 'limit-notional' }]],
  ['1 not needed', 'done', null, [{ state: 'canceled', attempt: 0 }]],
  ['1 canceled', 'done', null, [{ state: 'canceled', attempt: 1 }]],
  ['no order', 'done', null, [{ kind: 'stop', state: 'canceled' }]],
  ['', 'planned', null, []],
  ['bad-json', 'refused', 'bad-json', []],
])('%s', (words, state, code, orders) => {
  expect(formatOutcome({ state, code }, orders.map(order))).toBe(words);
});
