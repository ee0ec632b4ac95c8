import { CHAT_CASES } from './chat-cases.ts';
import { INBOX_CASES } from './inbox-cases.ts';
import { INTENT_CASES } from './intent-cases.ts';
import type { JournalCase } from './journal-case.ts';
import { LEASE_CASES } from './lease-cases.ts';
import { LEDGER_CASES } from './ledger-cases.ts';
import { PRUNE_CASES } from './prune-cases.ts';

/** What every engine behind the port keeps. */
export const journalCases: readonly JournalCase[] = [
  ...INBOX_CASES,
  ...INTENT_CASES,
  ...LEDGER_CASES,
  ...LEASE_CASES,
  ...CHAT_CASES,
  ...PRUNE_CASES,
];
