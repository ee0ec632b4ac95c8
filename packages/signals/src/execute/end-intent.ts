import type { IntentRow, IntentState } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import type { Run } from '../run.ts';

export interface End {
  readonly state: Extract<IntentState, 'rejected' | 'expired' | 'canceled' | 'superseded' | 'needs-operator'>;
  readonly code: string;
  readonly detail: string;
}

/** Ends an intent by name and lets follow what follows. */
export function endIntent(run: Run, w: Writer, intent: IntentRow, end: End): void {
  run.onIntent(w, intent, w.updateIntent(intent.id, end));
}
