import type { IntentRow } from '@perpdesk/journal/port';
import { editIndex } from '../book/edit-index.ts';

type Named = Pick<IntentRow, 'id' | 'brokerId'>;

/** Ended intents whose fill is not told yet. */
export interface UntoldFills {
  has(intentId: string): boolean;
  add(intent: Named): void;
  /** False: it was told. */
  delete(intent: Named): boolean;
  /** Ids of an account's, in order of their end. */
  ofAccount(brokerId: string): readonly string[];
}

export function createUntoldFills(): UntoldFills {
  const all = new Set<string>();
  const accounts = new Map<string, Set<string>>();
  return {
    has: (intentId) => all.has(intentId),
    add({ id, brokerId }) {
      all.add(id);
      editIndex(accounts, brokerId, id, true);
    },
    delete({ id, brokerId }) {
      editIndex(accounts, brokerId, id, false);
      return all.delete(id);
    },
    ofAccount: (brokerId) => [...(accounts.get(brokerId) ?? [])],
  };
}
