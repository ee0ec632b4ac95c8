import type { DatabaseConnection } from 'kysely';
import type { JournalTransaction } from './tables.ts';

/** The connection that the transaction runs on: good until the transaction ends. */
export function connectionOf(trx: JournalTransaction): Promise<DatabaseConnection> {
  return trx.getExecutor().provideConnection(async (connection) => connection);
}
