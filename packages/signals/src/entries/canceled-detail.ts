import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { isOvertaken } from '../lanes/may-still-enter.ts';
import type { Run } from '../run.ts';
import { entryPolicyOf } from './send-entry.ts';

/** Why an order without a fill was canceled, as a sentence; `null`: a chase goes on with the next one, and nobody is told. */
export function canceledDetail(run: Run, order: IntentRow): string | null {
  if (!run.notes.canceling.has(order.id)) return 'The exchange ended it as canceled.';
  const { entry, leaving } = goalOf(order);
  if (leaving) return 'Its strategy canceled it.';
  if (isOvertaken(run, order)) return 'A newer signal of its strategy took it back.';
  if (entry === null) return 'The desk took it back.';
  if (run.now() >= entry.expiresAt) return 'Its time was over.';
  return entryPolicyOf(run, order).type === 'chase' ? null : 'The desk took it back.';
}
