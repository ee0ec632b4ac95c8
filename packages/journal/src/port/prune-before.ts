/** The tables that `prune` cuts each by a time of its own. */
export const PRUNE_TABLES = ['signals', 'fills', 'outbox', 'updates', 'confirms', 'audit'] as const;
export type PruneTable = (typeof PRUNE_TABLES)[number];

/**
 * Unix ms for each table; one that is not named stays as it is.
 *
 * `signals` go with their intents and the fills of those; `fills` are those that no intent of ours caused.
 */
export type PruneBefore = Readonly<Partial<Record<PruneTable, number>>>;

/** One time for every table but the audit chain, which is cut only where it is named. */
export function pruneEachBefore(before: number | PruneBefore): PruneBefore {
  if (typeof before !== 'number') return before;
  return { signals: before, fills: before, outbox: before, updates: before, confirms: before };
}
