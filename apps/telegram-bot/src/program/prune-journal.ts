import type { Clock, Logger } from '@perpdesk/broker-core';
import type { Journal } from '@perpdesk/journal/port';

const EVERY_MS = 6 * 3_600_000;

/** Forgets what ended that long ago, now and every 6 h; the returned function ends it. */
export function startPruning(journal: Journal, keepMs: number, clock: Clock, logger: Logger): () => void {
  let cancel = () => {};
  const prune = () => {
    cancel = clock.schedule(EVERY_MS, prune);
    journal.prune(clock.now() - keepMs).then(
      (rows) => logger.debug('journal pruned', { rows }),
      () => logger.warn('journal not pruned'),
    );
  };
  prune();
  return () => cancel();
}
