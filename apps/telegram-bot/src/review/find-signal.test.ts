import { beforeEach, describe, expect, test } from 'vitest';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import type { Journal, SignalRow } from '@perpdesk/journal/port';
import { explainUnknown } from './find-signal.ts';
import { findRange } from './replay-signals.ts';

const row = (id: string, receivedAt: number): SignalRow => ({
  id,
  key: id,
  source: 'route:trend',
  body: '{}',
  bodyHash: '',
  state: 'refused',
  code: 'bad-json',
  detail: null,
  stream: null,
  signal: null,
  plan: null,
  receivedAt,
  parsedAt: null,
  updatedAt: receivedAt,
});

describe('among some signals', () => {
  let journal: Journal;
  beforeEach(async () => {
    journal = createMemoryJournal();
    // two of one millisecond keep their order
    for (const [id, at] of [
      ['aa11', 1],
      ['bb22', 2],
      ['cc33', 2],
      ['dd44', 3],
    ] as const) {
      await journal.acceptSignal(row(id, at), []);
    }
  });

  test.each([
    ['aa1', 'There is no signal aa1. Near it: aa11.'],
    ['ab11', 'There is no signal ab11. Near it: aa11.'],
    ['bb2233', 'There is no signal bb2233. Near it: bb22.'],
    ['zzzz', 'There is no signal zzzz. perpdesk signals list shows which there are.'],
  ])('%s is explained', async (id, text) => {
    expect(await explainUnknown(journal, id)).toBe(text);
  });

  test.each([
    ['aa11', 'aa11', ['aa11']],
    ['aa11', 'cc33', ['aa11', 'bb22', 'cc33']],
    ['cc33', 'dd44', ['cc33', 'dd44']],
    ['dd44', 'bb22', ['bb22', 'cc33', 'dd44']],
  ])('the range %s..%s', async (from, to, ids) => {
    const found = await findRange(journal, from, to);
    expect('unknown' in found ? found : found.map(({ id }) => id)).toEqual(ids);
  });

  test('a range names the end that is not known', async () => {
    expect(await findRange(journal, 'aa11', 'none')).toEqual({ unknown: 'none' });
    expect(await findRange(journal, 'none', 'aa11')).toEqual({ unknown: 'none' });
  });
});

test('in an empty journal', async () => {
  expect(await explainUnknown(createMemoryJournal(), 'aa11')).toBe('The journal holds no signals.');
});
