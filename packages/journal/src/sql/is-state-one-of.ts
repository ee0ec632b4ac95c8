import { sql, type RawBuilder, type SqlBool } from 'kysely';

/** Part of the statement's text, not of its parameters: the states of a table of transitions are few, and known. */
export function isStateOneOf(states: readonly string[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`"state" in (${sql.join(states.map((state) => sql.lit(state)))})`;
}
