export { verifyAudit, type AuditVerdict } from './port/audit-chain.ts';
export { JournalError, type JournalErrorCode } from './port/journal-error.ts';
export type { Journal } from './port/journal.ts';
export { guardMarks } from './lease/guard-marks.ts';
export { openJournal, type JournalOptions } from './open-journal.ts';
export { openPostgresJournal, type PostgresJournalOptions } from './postgres/open-postgres-journal.ts';
export { openSqliteJournal, type SqliteJournalOptions } from './sqlite/open-sqlite-journal.ts';
export type { OwnerName } from './sqlite/system-owner.ts';
