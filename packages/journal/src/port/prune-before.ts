/** The tables that `prune` cuts each by a time of its own. */
export const PRUNE_TABLES = ['signals', 'fills', 'outbox', 'updates', 'confirms', 'audit', 'streams'] as const;
export type PruneTable = (typeof PRUNE_TABLES)[number];

/**
 * Unix ms for each table; one that is not named stays as it is.
 *
 * `signals` go with their intents and the fills of those; `fills` are those that no intent of ours caused. `streams` go with
 * their ledger rows, in a journal that nobody drives: whoever does counts on the versions of what was read.
 */
export type PruneBefore = Readonly<Partial<Record<PruneTable, number>>>;

/** One time for every table but the audit chain and the streams, which are cut only where they are named. */
export function pruneEachBefore(before: number | PruneBefore): PruneBefore {
  if (typeof before !== 'number') return before;
  return { signals: before, fills: before, outbox: before, updates: before, confirms: before };
}
