import type { Compilable, CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';

/**
 * The statements of every order: each shape is built once, and runs on the transaction's connection itself. Building one,
 * and Kysely's way to the connection, cost more than running it does.
 */
export interface KnownStatements {
  /**
   * Runs what `build` builds.
   *
   * @param shape Names the text: statements of one shape differ in their parameters only.
   * @param parameters In the order of the text.
   */
  run<Row>(
    connection: DatabaseConnection,
    shape: string,
    parameters: readonly unknown[],
    build: () => Compilable<Row>,
  ): Promise<QueryResult<Row>>;
}

/** Of one open database. */
export function createKnownStatements(): KnownStatements {
  const known = new Map<string, CompiledQuery>();
  return {
    run<Row>(
      connection: DatabaseConnection,
      shape: string,
      parameters: readonly unknown[],
      build: () => Compilable<Row>,
    ): Promise<QueryResult<Row>> {
      let query = known.get(shape);
      if (query === undefined) {
        query = build().compile();
        if (!isSame(query.parameters, parameters)) throw new Error(`The parameters of "${shape}" are others.`);
        known.set(shape, query);
      }
      return connection.executeQuery<Row>({ ...query, parameters });
    },
  };
}

function isSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((value, index) => value === others[index]);
}
