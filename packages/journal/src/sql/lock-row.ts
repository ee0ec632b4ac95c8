import type { SelectQueryBuilder } from 'kysely';
import type { SqlTraits } from './engine.ts';
import type { JournalTables } from './tables.ts';

/** The same select; where several may write, it also keeps the row from everybody else until the transaction ends. */
export function lockRow({ rowLock }: SqlTraits) {
  return <Table extends keyof JournalTables, Row>(
    query: SelectQueryBuilder<JournalTables, Table, Row>,
  ): SelectQueryBuilder<JournalTables, Table, Row> => (rowLock === 'for-update' ? query.forUpdate() : query);
}
