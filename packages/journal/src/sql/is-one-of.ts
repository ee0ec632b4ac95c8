import { sql, type RawBuilder, type SqlBool } from 'kysely';

/** Membership with one parameter, however long the list: the statement's text stays the same and is prepared once. */
export function isOneOf(column: string, values: readonly string[]): RawBuilder<SqlBool> {
  return sql`${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`;
}
