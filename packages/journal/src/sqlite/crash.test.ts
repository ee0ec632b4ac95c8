import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startJournalChild } from '../testing/journal-child.ts';
import { withFolder } from '../testing/temporary-folder.ts';
import { openSqliteJournal } from './open-sqlite-journal.ts';

const KILLS = 10;

/** Prints the id of each signal whose inbox row, intent and audit row were committed. */
const COMMIT_LOOP = `
  import { openSqliteJournal } from '@perpdesk/journal';
  import { intentOf, messageOf, signalOf } from './testing/samples.ts';
  const [, path, run] = process.argv;
  const journal = await openSqliteJournal({ path });
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

test(
  'what a resolved commit wrote is there after kill -9, whole and sound',
  () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      const printed: string[] = [];
      for (let run = 0; run < KILLS; run += 1) {
        const child = startJournalChild(COMMIT_LOOP, path, `${run}`);
        await child.printed(1 + Math.floor(Math.random() * 60));
        await child.kill();
        printed.push(...child.lines);
      }
      const raw = new DatabaseSync(path);
      expect(raw.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
      raw.close();
      const journal = await openSqliteJournal({ path });
      const intents = new Set((await journal.listIntents({})).map(({ id }) => id));
      const planned = (await journal.listSignals({ states: ['planned'] })).map(({ id }) => id);
      expect(printed.filter((id) => !intents.has(id))).toEqual([]);
      expect(new Set(planned)).toEqual(intents);
      expect((await journal.listAudit(1_000_000)).length).toBe(intents.size);
      // at most the signal in hand at each kill was taken in but not planned
      expect((await journal.listSignals({ states: ['accepted'] })).length).toBeLessThanOrEqual(KILLS);
      await journal.close();
    }),
  60_000,
);
