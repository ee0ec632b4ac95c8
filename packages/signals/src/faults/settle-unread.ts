import type { IntentRow } from '@perpdesk/journal/port';
import { isEnded } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import { accountTag } from '../relay/order-fields.ts';
import { tellAll } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';
import { settleStates } from './unread-state.ts';
import { LEFT_OUT, leaveOut } from './leave-out.ts';

const UNREADABLE = { code: LEFT_OUT, detail: sentence('version-cannot-read') } as const;
const OPEN: readonly string[] = ['accepted', 'held', 'planned'];

/** Something that is worked on cannot be read, and the journal does not know it yet. */
export function hasUnread(run: Run): boolean {
  return run.notes.unreadGoals.size > 0 || run.notes.unreadStates.length > 0 || openUnread(run).length > 0;
}

/**
 * Sets aside what cannot be read and is not over, in the journal too, and tells each once. What was not sent ends. What was
 * sent is followed to its end by what its row says: nothing of it is sent anew, and what it fills is its strategy's.
 */
export function settleUnread(run: Run, w: Writer): void {
  settleStates(run, w);
  for (const [id, unread] of openUnread(run)) settleSignal(run, w, id, unread.detail);
  for (const id of run.notes.unreadGoals) {
    const intent = w.book.intents.get(id);
    if (intent !== undefined) settleIntent(run, w, intent);
  }
  w.after(() => run.notes.unreadGoals.clear());
}

function openUnread(run: Run) {
  return [...run.notes.unreadSignals].filter(([, { state }]) => OPEN.includes(state));
}

function settleSignal(run: Run, w: Writer, id: string, detail: string): void {
  const known = run.notes.unreadSignals.get(id);
  if (known === undefined) return;
  const rows = w.book.intents.ofSignal(id).filter((row) => !isEnded(row));
  tellAll(run, w, `unread:${id}`, {
    type: 'desk.fault',
    about: 'unread-signal',
    account: null,
    symbol: rows[0]?.symbol ?? null,
    name: id,
    isExit: rows.some(({ kind, state }) => kind === 'reduce' && state === 'planned'),
    detail,
  });
  w.updateSignal(id, [known.state], { state: 'refused', ...UNREADABLE });
  for (const row of rows) if (row.state === 'planned') leaveOut(run, w, row);
  w.after(() => run.notes.unreadSignals.set(id, { ...known, state: 'refused' }));
}

function settleIntent(
  run: Run,
  w: Writer,
  { id, kind, state, brokerId, symbol, clientOrderId, goal }: IntentRow,
): void {
  tellAll(run, w, `unread:${id}`, {
    type: 'desk.fault',
    about: 'unread-order',
    account: accountTag(run, brokerId),
    symbol,
    name: clientOrderId ?? id,
    isExit: kind === 'reduce' && state === 'planned',
    detail: UNREADABLE.detail,
  });
  const mended = w.updateIntent(id, { goal });
  if (state === 'planned') leaveOut(run, w, mended);
}
