import { type Clock, type Logger, sleep } from '@perpdesk/broker-core';
import type { BrokerManager } from '@perpdesk/broker-manager';
import type { StandInJournal } from '@perpdesk/journal/memory';
import type { JournalChange } from '@perpdesk/journal/port';
import type { EngineTimings, RandomSource } from '../engine-options.ts';
import type { PanicReport } from '../engine.ts';
import type { Run } from '../run.ts';
import type { PanicOfId } from './panic-flag.ts';
import { sentence } from '../sentences/sentence.ts';

/** What /panic needs: less than a run, so that it works while there is none. */
export interface PanicDesk {
  readonly manager: BrokerManager;
  readonly journal: StandInJournal;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timings: EngineTimings;
  readonly random: RandomSource;
  /** Holds although the journal may not take it. */
  readonly flags: Map<string, string>;
  readonly run: () => Run | null;
  /** Those that run, by id. */
  readonly panics: Map<string, RunningPanic>;
}

export interface RunningPanic {
  readonly request: PanicOfId;
  readonly report: Promise<PanicReport>;
  /** What is left is known, and being written: no other one takes it up again. */
  readonly isOver: boolean;
}

/** /panic waits no longer for the journal. */
export const COMMIT_MS = 2_000;

/** Writes if the journal takes it; `null`, or why it did not. */
export async function tryCommit(desk: PanicDesk, changes: readonly JournalChange[]): Promise<string | null> {
  const { journal, logger, clock } = desk;
  try {
    const result = await Promise.race([journal.commit(changes), sleep(clock, COMMIT_MS)]);
    if (result === undefined) return sentence('journal-no-answer');
    const standing = journal.standing();
    if (standing !== null) return sentence('block-in-memory', { code: standing.code });
    return result.ok ? null : sentence('journal-refused', { what: result.conflict });
  } catch (error) {
    logger.error('the journal failed during panic', { error });
    return error instanceof Error
      ? sentence('journal-not-written', { why: error.message })
      : sentence('journal-failed');
  }
}
