import type { SignalRow } from '@perpdesk/journal/port';
import { parseStoredSignal } from '../book/stored-signal.ts';
import { applyAccepted } from '../lanes/apply-accepted.ts';
import type { Run } from '../run.ts';

/** Applies what stands in the inbox and never came here: its answer was lost, or another instance took it. */
export async function pickUp(run: Run): Promise<void> {
  const rows = await read(run);
  const missed = rows.filter(({ id, signal }) => signal !== null && !run.book.signals.has(id));
  run.journal.know(missed);
  for (const { signal } of missed) if (signal !== null) await applyAccepted(run, parseStoredSignal(signal));
}

/** Nothing where the journal does not answer: it is asked again. */
async function read(run: Run): Promise<readonly SignalRow[]> {
  try {
    return await run.journal.listSignals({ states: ['accepted'] });
  } catch (error) {
    run.logger.warn('the inbox could not be read', { error });
    return [];
  }
}
