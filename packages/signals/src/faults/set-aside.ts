import type { Clock } from '@perpdesk/broker-core';
import { DESK, type Work, WorkFailed, workKey } from './work-failed.ts';

/** So often a piece of work may fail in so long before the desk goes on without it. */
const MAX_FAILURES = 3;
const WITHIN_MS = 600_000;

export interface LeftOut {
  readonly work: Work;
  /** What went wrong, one line. */
  readonly detail: string;
}

/**
 * Pieces of work at which the desk has failed again and again. They outlive the run that failed: its successors leave them
 * out, for they would fail, too.
 */
export interface SetAside {
  has(work: Work): boolean;
  /** It failed again and again of late at what cannot be left out. */
  isFailing(): boolean;
  /** Notes a run's end by an error. */
  note(error: unknown): void;
  /** Those that nobody was told of yet. */
  untold(): readonly LeftOut[];
  told(left: readonly LeftOut[]): void;
}

export function createSetAside(clock: Pick<Clock, 'now'>): SetAside {
  const failures = new Map<string, readonly number[]>();
  const leftOut = new Map<string, LeftOut>();
  const untold = new Set<LeftOut>();
  const recent = (key: string) => (failures.get(key) ?? []).filter((at) => clock.now() - at <= WITHIN_MS);
  return {
    isFailing: () => recent(workKey(DESK)).length >= MAX_FAILURES,
    has: (work) => leftOut.size > 0 && leftOut.has(workKey(work)),
    note(error) {
      if (!(error instanceof WorkFailed)) return;
      const key = workKey(error.work);
      for (const [other, times] of failures) {
        if (times.every((at) => clock.now() - at > WITHIN_MS)) failures.delete(other);
      }
      const times = [...recent(key), clock.now()];
      // it had gone well for a while: it is news again
      if (error.work.type === 'desk' && times.length === 1) leftOut.delete(key);
      failures.set(key, times);
      if (times.length < MAX_FAILURES || leftOut.has(key)) return;
      const left = { work: error.work, detail: detailOf(error.cause) };
      leftOut.set(key, left);
      untold.add(left);
    },
    untold: () => [...untold],
    told(left) {
      for (const one of left) untold.delete(one);
    },
  };
}

function detailOf(cause: unknown): string {
  const [line = ''] = (cause instanceof Error ? `${cause.name}: ${cause.message}` : 'Unknown').split('\n');
  return line.slice(0, 200);
}
