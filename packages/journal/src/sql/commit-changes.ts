import type { CommitResult, JournalChange, JournalChangeType } from '../port/change.ts';
import { applyStep } from './apply-step.ts';
import { condense, type Step } from './condense.ts';
import { Conflict } from './conflict.ts';
import type { SqlScope } from './engine.ts';

/** Changes whose statements are known before the first of them is answered. */
const AHEAD: ReadonlySet<JournalChangeType> = new Set([
  'signal-update',
  'intent-insert',
  'intent-update',
  'fill-insert',
  'stream-put',
  'ledger-put',
  'outbox-insert',
  'outbox-update',
]);

/**
 * Applies the changes in their order. Where the engine sends ahead, each goes out before the one before it is answered, and
 * they are judged once all are: what was not as expected takes the transaction with it.
 *
 * @throws {Conflict} with the first change that did not find its row as it expected.
 */
export async function commitChanges(scope: SqlScope, changes: readonly JournalChange[]): Promise<CommitResult> {
  const sent: { readonly step: Step; readonly isApplied: Promise<boolean> }[] = [];
  for (const step of condense(changes, scope.at)) {
    const isApplied = applyStep(scope, step);
    sent.push({ step, isApplied });
    const isSound = isApplied.catch(() => false);
    if (scope.traits.sendsAhead && AHEAD.has(step.change.type)) continue;
    if (!(await isSound)) break;
  }
  // a transaction must not end while something is still to be sent into it
  await Promise.allSettled(sent.map(({ isApplied }) => isApplied));
  for (const { step, isApplied } of sent) {
    const { index, change } = step;
    if (!(await isApplied)) throw new Conflict({ ok: false, index, conflict: change.type });
  }
  return { ok: true };
}
