import { expect, test } from 'vitest';
import { verifyAudit } from '../port/audit-chain.ts';
import { suiteName, TEST_ENGINES } from './engines.test.fixture.ts';
import { startJournalChild } from './journal-child.test.fixture.ts';

const KILLS = 10;

/** Prints the id of each signal whose inbox row, intent and audit row were committed. */
const COMMIT_LOOP = `
  import { openJournal } from '@perpdesk/journal';
  import { intentOf, messageOf, signalOf } from './testing/samples.ts';
  const [, url, run, options] = process.argv;
  const journal = await openJournal(url, JSON.parse(options));
  for (let index = 0; ; index += 1) {
    const id = run + '-' + index;
    await journal.acceptSignal(signalOf(id), [messageOf(id)]);
    const result = await journal.commit([
      { type: 'signal-update', id, from: ['accepted'], patch: { state: 'planned' } },
      { type: 'intent-insert', intent: intentOf(id, { signalId: id }) },
      { type: 'audit-append', entry: { at: index, actor: 'desk', action: 'plan', detail: '{}' } },
    ]);
    if (!result.ok) throw new Error(JSON.stringify(result));
    console.log(id);
  }
`;

for (const engine of TEST_ENGINES.filter(({ name }) => name !== 'memory')) {
  const testEngine = engine.missing === null ? test : test.skip;
  testEngine(
    `on ${suiteName(engine)} what a resolved commit wrote is there after kill -9, whole and sound`,
    async () => {
      const store = await engine.create(() => Date.now());
      const printed: string[] = [];
      for (let run = 0; run < KILLS; run += 1) {
        const child = startJournalChild(COMMIT_LOOP, store.url ?? '', `${run}`, JSON.stringify(store.options));
        await child.printed(1 + Math.floor(Math.random() * 60));
        await child.kill();
        printed.push(...child.lines);
      }
      // opening a file checks that it is sound
      const journal = await store.open();
      const intents = new Set((await journal.listIntents({})).map(({ id }) => id));
      const planned = (await journal.listSignals({ states: ['planned'] })).map(({ id }) => id);
      expect(printed.filter((id) => !intents.has(id))).toEqual([]);
      expect(new Set(planned)).toEqual(intents);
      const audit = await journal.listAudit(1_000_000);
      expect(audit.length).toBe(intents.size);
      expect(verifyAudit(audit)).toEqual({ ok: true });
      // at most the signal in hand at each kill was taken in but not planned
      expect((await journal.listSignals({ states: ['accepted'] })).length).toBeLessThanOrEqual(KILLS);
      await journal.close();
      store.remove();
    },
    60_000,
  );
}
