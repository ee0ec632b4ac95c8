import type { Run } from '../run.ts';

/**
 * Whether another desk may drive these accounts by now: this one cannot ask its journal, or was told so. What that one sends is
 * not known here, so what this desk did not place itself is not its to cancel.
 */
export function mayHaveSuccessor(run: Pick<Run, 'journal'>): boolean {
  const code = run.journal.standing()?.code;
  return code === 'unreachable' || code === 'held';
}
