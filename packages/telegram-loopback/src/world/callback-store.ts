import type { Clock } from '../clock.ts';
import type { CallbackQuery } from '../wire/update.ts';

/** Taps that wait for an answer. */
export interface CallbackStore {
  add(query: CallbackQuery): void;
  /** The query, unless its id is unknown or its time is over. */
  find(id: string): CallbackQuery | undefined;
  clear(): void;
}

export function createCallbackStore(clock: Clock, ttlMs: number): CallbackStore {
  const queries = new Map<string, { readonly query: CallbackQuery; readonly at: number }>();
  return {
    add(query) {
      for (const [id, { at }] of queries) if (clock.now() - at > ttlMs) queries.delete(id);
      queries.set(query.id, { query, at: clock.now() });
    },
    find(id) {
      const found = queries.get(id);
      return found === undefined || clock.now() - found.at > ttlMs ? undefined : found.query;
    },
    clear: () => queries.clear(),
  };
}
