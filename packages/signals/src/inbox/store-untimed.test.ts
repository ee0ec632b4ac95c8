import { expect, test } from 'vitest';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import type { SignalRow } from '@perpdesk/journal/port';
import { storeUntimed } from './store-untimed.ts';

const REPEAT_MS = 300_000;
const PERIOD_AT = 6_000_000 * REPEAT_MS;

function rowOf(id: string, receivedAt: number): SignalRow {
  return {
    id,
    key: '',
    source: 'route:one',
    body: 'buy',
    bodyHash: 'hash',
    state: 'accepted',
    code: null,
    detail: null,
    stream: null,
    signal: null,
    plan: null,
    receivedAt,
    parsedAt: null,
    updatedAt: receivedAt,
  };
}

test('an alert that comes again is a repeat, also where the clock that tells so is behind the one before', async () => {
  const journal = createMemoryJournal();
  const store = (id: string, receivedAt: number) =>
    storeUntimed({ journal, untimed: new Map() }, rowOf(id, receivedAt), [], REPEAT_MS);
  expect(await store('a', PERIOD_AT + 400)).toMatchObject({ fresh: true });
  expect(await store('b', PERIOD_AT - 300)).toMatchObject({ fresh: false, row: { id: 'a' } });
  // a clock that was set back by more is one that nothing is known of
  expect(await store('c', PERIOD_AT - 60_000)).toMatchObject({ fresh: true });
});
