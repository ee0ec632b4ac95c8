import { describe, expect, test } from 'vitest';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openJournal } from '../open-journal.ts';
import type { Journal } from '../port/journal.ts';
import { openWithInternals } from '../sqlite/open-sqlite-journal.ts';
import { MIGRATIONS } from '../sql/migrations.ts';
import { suiteName, TEST_ENGINES } from '../testing/engines.test.fixture.ts';
import { createTestDatabase } from '../testing/postgres/shared-server.ts';
import { commitAll, fillOf, intentOf, SAMPLE_AT, signalOf } from '../testing/samples.ts';
import { withFolder } from '../testing/temporary-folder.test.fixture.ts';
import { checkJournal } from './check-journal.ts';

async function fill(journal: Journal): Promise<void> {
  await journal.acceptSignal(signalOf('s1'), []);
  await commitAll(
    journal,
    { type: 'intent-insert', intent: intentOf('i1') },
    { type: 'fill-insert', fill: fillOf('t1', { intentId: 'i1' }) },
    { type: 'audit-append', entry: { at: 1, actor: 'desk', action: 'start', detail: '{}' } },
    { type: 'audit-append', entry: { at: 2, actor: '7', action: 'pause', detail: '{}' } },
  );
}

for (const engine of TEST_ENGINES.filter(({ name }) => name !== 'memory')) {
  const suite = engine.missing === null ? describe : describe.skip;
  suite(`a check of a journal on ${suiteName(engine)}`, () => {
    test('counts its rows while the program holds it, and finds nothing', async () => {
      const store = await engine.create(() => SAMPLE_AT);
      const journal = await store.open();
      try {
        await fill(journal);
        const check = await checkJournal(store.url ?? '');
        expect(check).toMatchObject({
          engine: engine.name.replace(' in a thread', ''),
          version: MIGRATIONS.length,
          findings: [],
        });
        expect(check.rows).toMatchObject({ signals: 1, intents: 1, fills: 1, audit: 2, outbox: 0 });
      } finally {
        await journal.close();
        store.remove();
      }
    });
  });
}

const postgres = TEST_ENGINES.find(({ name }) => name === 'postgres');
const onServer = postgres?.missing === null ? test : test.skip;

describe('a check finds', () => {
  test('a changed audit row, and rows that belong to nothing', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      const journal = await openWithInternals({ path }, {});
      await fill(journal);
      await journal.close();
      const raw = new DatabaseSync(path, { enableForeignKeyConstraints: false });
      raw.exec(`UPDATE audit SET "action" = 'resume' WHERE "sequence" = 2; DELETE FROM signals; DELETE FROM intents`);
      raw.close();
      const { findings } = await checkJournal(`sqlite:${path}`);
      expect(findings).toEqual(['The fill t1 of BTCUSDT belongs to no intent.', 'The audit chain is broken at row 2.']);
    }));

  test('a damaged page', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      const journal = await openWithInternals({ path }, {});
      for (let index = 0; index < 200; index += 1) {
        await journal.acceptSignal(signalOf(`s${index}`, { body: 'x'.repeat(2_000) }), []);
      }
      await journal.close();
      const file = await open(path, 'r+');
      const { size } = await file.stat();
      await file.write(Buffer.alloc(4_096, 0x5a), 0, 4_096, Math.floor(size / 8_192) * 4_096);
      await file.close();
      const found = await checkJournal(`sqlite:${path}`).then(
        ({ findings }) => findings.join('\n'),
        (error: unknown) => `${error instanceof Error ? error.message : ''}`,
      );
      expect(found).not.toBe('');
    }));

  test('a journal of another version', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      await (await openWithInternals({ path }, { migrations: MIGRATIONS.slice(0, 1) })).close();
      await expect(checkJournal(`sqlite:${path}`)).rejects.toMatchObject({
        code: 'read-only',
        message: expect.stringContaining('is of version 1, and only a start of the program may bring it to'),
      });
    }));

  onServer('a changed audit row on a server', async () => {
    const { url, query } = await createTestDatabase();
    const journal = await openJournal(url);
    await fill(journal);
    await query(`update "audit" set "action" = 'resume' where "sequence" = 2`);
    expect((await checkJournal(url)).findings).toEqual(['The audit chain is broken at row 2.']);
    await journal.close();
  });
});
