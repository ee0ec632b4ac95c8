import { describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteJournal } from '../index.ts';
import { createMemoryJournal } from '../memory/index.ts';
import { journalCases } from './journal-cases.ts';
import { SAMPLE_AT } from './samples.ts';

const engines = {
  memory: async (now: () => number) => ({ journal: createMemoryJournal({ now }), remove: () => {} }),
  sqlite: async (now: () => number) => {
    const folder = mkdtempSync(join(tmpdir(), 'perpdesk-journal-'));
    const journal = await openSqliteJournal({ path: join(folder, 'perpdesk.db'), now });
    return { journal, remove: () => rmSync(folder, { recursive: true }) };
  },
};

describe.each(Object.entries(engines))('the %s journal', (_name, open) => {
  test.each(journalCases.map(({ id, title, run }) => [id, title, run] as const))('%s %s', async (_id, _title, run) => {
    const clock = { at: SAMPLE_AT };
    const { journal, remove } = await open(() => clock.at);
    try {
      await expect(run({ journal, clock })).resolves.toBeUndefined();
    } finally {
      await journal.close();
      remove();
    }
  });
});

test('the ids of the cases are unique', () => {
  const ids = journalCases.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
