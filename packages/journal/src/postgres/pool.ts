import type { PoolClient, QueryResult } from 'pg';
import { JournalError } from '../port/journal-error.ts';
import { createStatementNames } from './statement-names.ts';
import { fromStoredText, toParameter } from './text-code.ts';
import { toJournalError } from './to-journal-error.ts';

export type Pg = Pick<typeof import('pg'), 'Pool' | 'types'>;

export interface PoolOptions {
  readonly url: string;
  /** Names the journal for people. */
  readonly where: string;
  /** At most. */
  readonly connections: number;
}

/** One connection, while it is out of the pool. */
export interface Session {
  /**
   * Without parameters the text may hold several statements; the answer is the last one's.
   *
   * @param answerMs When the line counts as dead. Default: a little after the statement's own time.
   */
  query(text: string, parameters: readonly unknown[], answerMs?: number): Promise<QueryResult<Record<string, unknown>>>;
  /** A broken one is not used again. */
  release(): void;
}

export interface Pool {
  connect(): Promise<Session>;
  end(): Promise<void>;
}

const CONNECT_MS = 3_000;
/** For each statement; the driver gives up a little later, when the line is dead. */
const STATEMENT_MS = 10_000;
const ANSWER_MS = STATEMENT_MS + 2_000;

const INT8 = 20;
const TEXT = 25;

/** Before the statement's own time is over, so that it is told what it waited for. */
const LOCK_MS = STATEMENT_MS - 1_000;
const SETTINGS = [
  `set statement_timeout = ${STATEMENT_MS}`,
  `set lock_timeout = ${LOCK_MS}`,
  `set idle_in_transaction_session_timeout = ${STATEMENT_MS}`,
].join('; ');

/** The driver's pool. Failures come out as JournalError where it is the journal that failed. */
export function createPool(pg: Pg, { url, where, connections }: PoolOptions): Pool {
  const pool = new pg.Pool({
    application_name: 'perpdesk',
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
    // what is asked for is sent at once, and answered in order
    pipeline: true,
    types: { getTypeParser: (oid, format) => parserOf(oid) ?? pg.types.getTypeParser(oid, format) },
  });
  // an idle connection that breaks is taken out by the pool itself
  pool.on('error', () => {});
  // one that breaks in use fails its query, and the event would end the process
  pool.on('connect', (client) => void client.on('error', () => {}));
  const prepared = new WeakSet<PoolClient>();
  const nameOf = createStatementNames();
  return {
    async connect() {
      try {
        const client = await pool.connect();
        if (!prepared.has(client)) await prepare(client);
        prepared.add(client);
        return toSession(client, where, nameOf);
      } catch (error) {
        throw toJournalError(error, where);
      }
    },
    end: () => pool.end(),
  };
}

async function prepare(client: PoolClient): Promise<void> {
  try {
    await client.query(SETTINGS);
  } catch (error) {
    client.release(true);
    throw error;
  }
}

function toSession(client: PoolClient, where: string, nameOf: (text: string) => string | undefined): Session {
  let isBroken = false;
  return {
    async query(text, parameters, answerMs = ANSWER_MS) {
      try {
        const values = parameters.map(toParameter);
        // without parameters the text may be several statements, which have no name
        const name = values.length === 0 ? undefined : nameOf(text);
        const query = { text, values, query_timeout: answerMs, ...(name === undefined ? {} : { name }) };
        const answer: unknown = await client.query(query);
        return lastOf(answer);
      } catch (error) {
        const failure = toJournalError(error, where);
        if (JournalError.is(failure) && failure.code === 'unreachable') isBroken = true;
        throw failure;
      }
    },
    release: () => client.release(isBroken),
  };
}

function lastOf(answer: unknown): QueryResult<Record<string, unknown>> {
  const last: unknown = Array.isArray(answer) ? answer.at(-1) : answer;
  if (isResult(last)) return last;
  throw new TypeError('The driver gave no result.');
}

function isResult(value: unknown): value is QueryResult<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && 'rows' in value;
}

/** Whole numbers stay below 2^53; text comes back as it was given. */
function parserOf(oid: number): ((value: string) => unknown) | undefined {
  if (oid === INT8) return Number;
  return oid === TEXT ? fromStoredText : undefined;
}
