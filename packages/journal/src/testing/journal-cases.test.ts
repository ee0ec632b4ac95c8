import { describe, expect, test } from 'vitest';
import { suiteName, TEST_ENGINES } from './engines.test.fixture.ts';
import { journalCases } from './journal-cases.ts';
import { SAMPLE_AT } from './samples.ts';

for (const engine of TEST_ENGINES) {
  const describeEngine = engine.missing === null ? describe : describe.skip;
  describeEngine(`the journal on ${suiteName(engine)}`, () => {
    test.each(journalCases.map(({ id, title, run }) => [id, title, run] as const))(
      '%s %s',
      async (_id, _title, run) => {
        const clock = { at: SAMPLE_AT };
        const store = await engine.create(() => clock.at);
        const journal = await store.open();
        try {
          await expect(run({ journal, clock })).resolves.toBeUndefined();
        } finally {
          await journal.close();
          store.remove();
        }
      },
      30_000,
    );

    test('lasts unless it is in memory', async () => {
      const store = await engine.create(() => SAMPLE_AT);
      const journal = await store.open();
      expect(journal.isLasting).toBe(engine.name !== 'memory');
      await journal.close();
      store.remove();
    });
  });
}

test('the ids of the cases are unique', () => {
  const ids = journalCases.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
