export type { JournalCase, JournalCaseContext } from './journal-case.ts';
export { journalCases } from './journal-cases.ts';
export { NO_POSTGRES } from './postgres/find-server.ts';
export { createOwnServer, type OwnServer } from './postgres/own-server.ts';
export { createTestDatabase, type TestDatabase } from './postgres/shared-server.ts';
