import type { SignalRow } from '@perpdesk/journal/port';
import { hasUnread, settleUnread } from '../faults/settle-unread.ts';
import { readSignal } from '../faults/unread.ts';
import { applyAccepted } from '../lanes/apply-accepted.ts';
import type { Run } from '../run.ts';

/** Applies what stands in the inbox and never came here: its answer was lost, or another instance took it. */
export async function pickUp(run: Run, onFound: (row: SignalRow) => void = () => {}): Promise<void> {
  const rows = await read(run);
  const missed = rows.filter(({ id, signal }) => signal !== null && !run.book.signals.has(id));
  run.journal.know(missed);
  for (const row of missed) {
    const stored = readSignal(run, row);
    if (stored === null) continue;
    onFound(row);
    await applyAccepted(run, stored);
  }
  if (hasUnread(run)) await run.write((w) => settleUnread(run, w));
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
