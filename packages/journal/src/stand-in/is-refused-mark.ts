import type { JournalChange } from '../port/change.ts';
import type { IntentKind } from '../port/intent-row.ts';
import type { Store } from '../memory/store.ts';

/** Whether the changes mark an order of one of these kinds as sent, or one of which nothing is known. */
export function isRefusedMark(store: Store, changes: readonly JournalChange[], kinds: readonly IntentKind[]): boolean {
  const inserted = new Map(
    changes.flatMap((change) => (change.type === 'intent-insert' ? [[change.intent.id, change.intent.kind]] : [])),
  );
  return changes.some((change) => {
    if (change.type !== 'intent-update' || change.patch.state !== 'sending') return false;
    const kind = inserted.get(change.id) ?? store.intents.get(change.id)?.kind;
    return kind === undefined || kinds.includes(kind);
  });
}
