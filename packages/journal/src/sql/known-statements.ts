import { type Compilable, CompiledQuery, type QueryResult } from 'kysely';
import type { JournalTransaction } from './tables.ts';

/** The statements of every order: the text of each shape is built once, for it costs more than running it does. */
export interface KnownStatements {
  /**
   * Runs what `build` builds.
   *
   * @param shape Names the text: statements of one shape differ in their parameters only.
   * @param parameters In the order of the text.
   */
  run<Row>(
    trx: JournalTransaction,
    shape: string,
    parameters: readonly unknown[],
    build: () => Compilable<Row>,
  ): Promise<QueryResult<Row>>;
}

/** Of one open database. */
export function createKnownStatements(): KnownStatements {
  const texts = new Map<string, string>();
  return {
    run<Row>(
      trx: JournalTransaction,
      shape: string,
      parameters: readonly unknown[],
      build: () => Compilable<Row>,
    ): Promise<QueryResult<Row>> {
      const text = texts.get(shape);
      if (text !== undefined) return trx.executeQuery<Row>(CompiledQuery.raw(text, [...parameters]));
      const built = build().compile();
      if (!isSame(built.parameters, parameters)) throw new Error(`The parameters of "${shape}" are others.`);
      texts.set(shape, built.sql);
      return trx.executeQuery<Row>(built);
    },
  };
}

function isSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((value, index) => value === others[index]);
}
