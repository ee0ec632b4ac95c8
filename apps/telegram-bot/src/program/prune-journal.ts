import type { Clock, Logger } from '@perpdesk/broker-core';
import type { Journal } from '@perpdesk/journal/port';

const EVERY_MS = 6 * 3_600_000;
/** What people did is kept at least so long. */
const AUDIT_MS = 365 * 86_400_000;

/** Forgets the strategies that were not heard for so long and own nothing. Before the engine has read them; never rejects. */
export async function pruneStreams(journal: Journal, keepMs: number, clock: Clock, logger: Logger): Promise<void> {
  try {
    const rows = await journal.prune({ streams: clock.now() - keepMs });
    logger.debug('strategies pruned', { rows });
  } catch {
    logger.warn('strategies not pruned');
  }
}

/** Forgets what ended that long ago (what people did after a year, if that is longer), now and every 6 h; the returned function ends it. */
export function startPruning(journal: Journal, keepMs: number, clock: Clock, logger: Logger): () => void {
  let cancel = () => {};
  const prune = () => {
    cancel = clock.schedule(EVERY_MS, prune);
    const before = clock.now() - keepMs;
    const audit = clock.now() - Math.max(keepMs, AUDIT_MS);
    journal.prune({ signals: before, fills: before, outbox: before, updates: before, confirms: before, audit }).then(
      (rows) => logger.debug('journal pruned', { rows }),
      () => logger.warn('journal not pruned'),
    );
  };
  prune();
  return () => cancel();
}
