import { decimal } from '@perpdesk/broker-core';
import { isEnded, isAsking } from '../book/intent-table.ts';
import type { Step } from '../plan/classify-step.ts';
import type { Run } from '../run.ts';

/**
 * Whether a stream may go on behind a gap: the strategy was flat, and no account owns anything of it or has work open.
 * Both stand at zero, so whatever is missing between has nothing left to change.
 */
export function mayRejoin(run: Run, stream: string, step: Step): boolean {
  if (!step.previous.isZero()) return false;
  const owned = [...run.book.ledger.values()].some((row) => row.stream === stream && !decimal(row.owned).isZero());
  if (owned) return false;
  return ![...run.book.intents.all()].some((row) => row.stream === stream && !isEnded(row) && !isAsking(row));
}
