import { expect, test } from 'vitest';
import * as port from './index.ts';

test('the port exports these names', () => {
  expect(Object.keys(port).toSorted()).toEqual([
    'AUDIT_GENESIS',
    'CONFIRM_STATES',
    'CONFIRM_TRANSITIONS',
    'INTENT_END_STATES',
    'INTENT_KINDS',
    'INTENT_STATES',
    'INTENT_TRANSITIONS',
    'JOURNAL_ERROR_CODES',
    'JournalError',
    'LEDGER_STATES',
    'OUTBOX_PRIORITIES',
    'OUTBOX_STATES',
    'OUTBOX_TRANSITIONS',
    'PRUNE_TABLES',
    'SIGNAL_STATES',
    'SIGNAL_TRANSITIONS',
    'underLease',
    'verifyAudit',
  ]);
});
