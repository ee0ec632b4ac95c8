import { expect, test } from 'vitest';
import * as journal from './index.ts';

test('the package exports these names', () => {
  expect(Object.keys(journal).toSorted()).toEqual([
    'EXPORT_TABLES',
    'JournalError',
    'backUpJournal',
    'checkJournal',
    'exportJournal',
    'openJournal',
    'openPostgresJournal',
    'openSqliteJournal',
    'underLease',
    'verifyAudit',
  ]);
});
