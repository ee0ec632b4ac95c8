import { CompiledQuery, type DatabaseConnection } from 'kysely';
import { JournalError } from '../port/journal-error.ts';
import { Conflict } from '../sql/conflict.ts';
import { connectionOf } from '../sql/connection-of.ts';
import type { Database, JournalTransaction } from '../sql/tables.ts';

const SAVEPOINT = CompiledQuery.raw('savepoint job');
const RELEASE = CompiledQuery.raw('release job');
const ROLLBACK = CompiledQuery.raw('rollback to job');

/** Work that waits for its transaction. */
export interface Job {
  /** Does it; the answer is given to the caller once the transaction is durable. */
  run(trx: JournalTransaction): Promise<() => void>;
  reject(error: unknown): void;
  /** A transaction of its own. */
  alone(): Promise<void>;
}

export interface GroupCommit {
  /** @param isPatient It may wait some milliseconds for others, unless one comes that may not. */
  add(job: Job, isPatient?: boolean): void;
  /** Resolves when all that was added is settled. */
  idle(): Promise<void>;
}

export interface GroupTimes {
  /** Runs the work once what came in with this turn of the event loop has been handled. */
  readonly turn: (work: () => void) => void;
  /** Runs the work after some milliseconds. */
  readonly later: (work: () => void) => void;
  /** Runs at the beginning of each transaction, which fails with what it throws. */
  readonly assertThere?: () => void;
}

/**
 * Puts what is asked for in one turn of the event loop into one transaction: one sync of the disk for all of it. What is
 * patient goes with the next of these, and without one after some milliseconds.
 *
 * Where one of them is refused, all is done anew with a savepoint for each, so that it takes back its own work only; where
 * the database fails, each is tried again alone and gets its own answer.
 */
export function createGroupCommit(
  database: Database,
  { turn, later, assertThere = () => {} }: GroupTimes,
): GroupCommit {
  let waiting: Job[] = [];
  let isDue = false;
  let isTimed = false;
  let settled: Promise<void> = Promise.resolve();

  function start(): void {
    isDue = false;
    const jobs = waiting;
    waiting = [];
    if (jobs.length > 0) settled = settled.then(() => runAll({ database, assertThere }, jobs));
  }

  return {
    add(job, isPatient = false) {
      waiting.push(job);
      if (isDue) return;
      if (!isPatient) {
        isDue = true;
        turn(start);
      } else if (!isTimed) {
        isTimed = true;
        later(() => {
          isTimed = false;
          start();
        });
      }
    },
    async idle() {
      start();
      await settled;
    },
  };
}

interface Place {
  readonly database: Database;
  readonly assertThere: () => void;
}

async function runAll(place: Place, jobs: readonly Job[]): Promise<void> {
  if (jobs.length > 1) {
    try {
      return await runTogether(place, jobs, (trx, job) => job.run(trx));
    } catch (error) {
      if (isRefusal(error) && (await runApart(place, jobs))) return;
    }
  }
  // whose fault it was shows when each runs alone
  for (const job of jobs) await job.alone();
}

/** False: nothing was written. */
async function runApart(place: Place, jobs: readonly Job[]): Promise<boolean> {
  try {
    await runTogether(place, jobs, runInSavepoint);
    return true;
  } catch {
    return false;
  }
}

type RunJob = (trx: JournalTransaction, job: Job, connection: DatabaseConnection) => Promise<() => void>;

/** In one transaction; once it is durable all get their answers. */
async function runTogether({ database, assertThere }: Place, jobs: readonly Job[], run: RunJob): Promise<void> {
  const answers = await database.transaction().execute(async (trx) => {
    assertThere();
    const connection = await connectionOf(trx);
    const given: (() => void)[] = [];
    for (const job of jobs) given.push(await run(trx, job, connection));
    return given;
  });
  for (const answer of answers) answer();
}

async function runInSavepoint(trx: JournalTransaction, job: Job, connection: DatabaseConnection): Promise<() => void> {
  await connection.executeQuery(SAVEPOINT);
  try {
    const answer = await job.run(trx);
    await connection.executeQuery(RELEASE);
    return answer;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    await connection.executeQuery(ROLLBACK);
    await connection.executeQuery(RELEASE);
    return () => job.reject(error);
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof Conflict || (JournalError.is(error) && error.code === 'id-taken');
}
