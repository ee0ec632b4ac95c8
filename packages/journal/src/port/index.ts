export { AUDIT_GENESIS, verifyAudit, type AuditVerdict } from './audit-chain.ts';
export type {
  CommitResult,
  ConfirmPatch,
  IntentPatch,
  JournalChange,
  JournalChangeType,
  OutboxPatch,
  SignalPatch,
} from './change.ts';
export {
  CONFIRM_STATES,
  type AuditEntry,
  type AuditRow,
  type ConfirmRow,
  type ConfirmState,
  type UpdateRow,
} from './chat-rows.ts';
export {
  INTENT_END_STATES,
  INTENT_KINDS,
  INTENT_STATES,
  type IntentKind,
  type IntentRow,
  type IntentState,
} from './intent-row.ts';
export type { CommitOptions, FillFilter, IntentFilter, Journal, OutboxFilter, SignalFilter } from './journal.ts';
export { JOURNAL_ERROR_CODES, JournalError, type JournalErrorCode } from './journal-error.ts';
export type { LeaseAnswer, LeaseGuard, LeaseRequest, LeaseRow } from './lease-row.ts';
export { LEDGER_STATES, type FillRow, type LedgerRow, type LedgerState, type StreamRow } from './ledger-row.ts';
export {
  OUTBOX_PRIORITIES,
  OUTBOX_STATES,
  type OutboxMessage,
  type OutboxPriority,
  type OutboxRow,
  type OutboxState,
} from './outbox-row.ts';
export { PRUNE_TABLES, type PruneBefore, type PruneTable } from './prune-before.ts';
export { SIGNAL_STATES, type SignalRow, type SignalState } from './signal-row.ts';
export { CONFIRM_TRANSITIONS, INTENT_TRANSITIONS, OUTBOX_TRANSITIONS, SIGNAL_TRANSITIONS } from './transitions.ts';
export { underLease } from './under-lease.ts';
export type { WriteState } from './write-state.ts';
