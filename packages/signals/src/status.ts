import type { WriteState } from '@perpdesk/journal/port';
import type { EngineStatus } from './engine.ts';
import { isPanicBlocked, isPaused, PAUSE_FLAG } from './lanes/blocks.ts';
import { pausedBy } from './lanes/paused-by.ts';
import { haltedNames } from './ledger/known-drift.ts';
import type { Run } from './run.ts';

/** What the desk shows of the engine now. */
export function statusOf(
  run: Run | null,
  isStopping: boolean,
  signals: { readonly day: number; readonly count: number },
  now: number,
): EngineStatus {
  const held = run === null ? [] : [...run.book.signals.values()].filter((signal) => signal.state === 'held');
  return {
    paused: run !== null && isPaused(run.book),
    pausedBy: pausedBy(run?.book.flags.get(PAUSE_FLAG) ?? null),
    panicBlocked: run !== null && isPanicBlocked(run.book),
    unwritable: run === null ? null : codeOf(run.journal.writeState()),
    halted: run === null ? [] : haltedNames(run),
    isStopping,
    unknown: run?.book.intents.countOf('unknown') ?? 0,
    needsOperator: run?.book.intents.countOf('needs-operator') ?? 0,
    held: held.length,
    signalsToday: signals.day === Math.floor(now / 86_400_000) ? signals.count : 0,
  };
}

function codeOf(state: WriteState): string | null {
  return state.isWritable ? null : state.code;
}
