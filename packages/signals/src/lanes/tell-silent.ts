import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { isProtective } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import { LEFT_OUT } from '../faults/leave-out.ts';
import { tellEnd } from '../relay/tell-end.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';

/** Tells of each entry and exit of a signal on an account that has ended, and of which the chats heard nothing. */
export function tellSilent(run: Run, w: Writer, signalId: string): void {
  const signal = w.book.signals.get(signalId)?.stored.signal;
  if (signal === undefined) return;
  const groups = new Map<string, readonly IntentRow[]>();
  for (const row of w.book.intents.ofSignal(signalId)) {
    const { cause, wish } = goalOf(row);
    if (isProtective(row) || cause === 'drift' || cause === 'protect') continue;
    const key = `${row.brokerId} ${row.kind} ${wish?.index ?? 0}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  for (const rows of groups.values()) {
    const last = rows.at(-1);
    const isHeard = rows.some(({ id, code }) => run.notes.heard.has(id) || code === LEFT_OUT);
    if (last === undefined || isHeard) continue;
    const { brokerId, symbol, detail } = last;
    tellEnd(run, w, `ended:${last.id}`, {
      signalId,
      routeId: signal.routeId,
      symbol,
      brokerId,
      detail: detail ?? sentence('nothing-to-do'),
    });
  }
  for (const row of w.book.intents.ofSignal(signalId)) run.notes.heard.delete(row.id);
}
