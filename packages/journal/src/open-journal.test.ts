import { expect, test } from 'vitest';
import { join } from 'node:path';
import { openJournal } from './open-journal.ts';
import { startJournalChild } from './testing/journal-child.test.fixture.ts';
import { withFolder } from './testing/temporary-folder.test.fixture.ts';

const LOOK = `
  import { createRequire } from 'node:module';
  const look = () => console.log(JSON.stringify([
    process.moduleLoadList.some((name) => name.endsWith(' sqlite')),
    Object.keys(createRequire(import.meta.url).cache).some((path) => path.includes('/node_modules/pg/')),
  ]));
  const { openJournal } = await import('@perpdesk/journal');
  await import('@perpdesk/journal/memory');
  await import('@perpdesk/journal/port');
  look();
  await openJournal('postgres://127.0.0.1:1/none').catch(() => {});
  look();
  await openJournal('sqlite:' + process.argv[1]);
  look();
`;

test('a database’s driver is loaded when a journal of its kind is opened, and not before', () =>
  withFolder(async (folder) => {
    const child = startJournalChild(LOOK, join(folder, 'perpdesk.db'));
    await child.printed(3);
    await child.kill();
    expect(child.lines.map((line): unknown => JSON.parse(line))).toEqual([
      [false, false],
      [false, true],
      [true, true],
    ]);
  }));

test('a URL of another kind is refused without showing it', async () => {
  for (const url of ['perpdesk.db', 'sqlite:', 'mysql://me:a-password@host/db', '']) {
    const failure: unknown = await openJournal(url).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TypeError);
    expect(String(failure)).not.toContain('a-password');
  }
});
