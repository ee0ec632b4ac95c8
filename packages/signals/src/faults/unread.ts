import type { IntentRow, SignalRow } from '@perpdesk/journal/port';
import * as z from 'zod';
import { isReadableGoal } from '../book/goal.ts';
import { isEnded } from '../book/intent-table.ts';
import { parseStoredSignal, type StoredSignal } from '../book/stored-signal.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';
import { goalInstead } from './goal-instead.ts';

/** A signal whose row is there and whose text this version cannot read. */
export interface Unread {
  readonly state: SignalRow['state'];
  /** One line. */
  readonly detail: string;
}

type Stored = Pick<SignalRow, 'id' | 'state' | 'signal'>;

/** What the inbox keeps of the signal; `null`: nothing, or what cannot be read, which is noted. */
export function readSignal(run: Run, { id, state, signal }: Stored): StoredSignal | null {
  if (signal === null) return null;
  try {
    return parseStoredSignal(signal);
  } catch (error) {
    const detail = whyUnread(error);
    if (!run.notes.unreadSignals.has(id)) run.logger.error('a stored signal cannot be read', { id, state, detail });
    run.notes.unreadSignals.set(id, { state, detail });
    return null;
  }
}

/** The row, with a goal that can be read; of one that has not ended it is noted that it is another one. */
export function readIntent(run: Run, row: IntentRow): IntentRow {
  if (isReadableGoal(row)) return row;
  run.logger.error('what an order is for cannot be read', { intentId: row.id, state: row.state });
  if (!isEnded(row)) run.notes.unreadGoals.add(row.id);
  return { ...row, goal: goalInstead(run, row) };
}

function whyUnread(error: unknown): string {
  const [issue] = error instanceof z.ZodError ? error.issues : [];
  const text = issue === undefined ? sentence('text-damaged') : `${issue.path.join('.')}: ${issue.message}`;
  return text.slice(0, 200);
}
