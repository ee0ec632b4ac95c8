import type { Clock, Logger } from '@perpdesk/broker-core';
import type { Journal, JournalChange } from '@perpdesk/journal/port';

/** What one look found. */
export interface Look {
  /** Messages, and what is remembered of having told them: one commit. */
  readonly changes: readonly JournalChange[];
  /** Once they are durable. */
  readonly onStored?: () => void;
}

/** Looks at something again and again. */
export interface Watch {
  readonly name: string;
  /** Between two looks, ms. */
  readonly everyMs: number;
  /** `null`: nothing to store. */
  look(): Promise<Look | null>;
}

export interface WatchRunner {
  start(): void;
  /** Resolves when the looks under way have ended. */
  stop(): Promise<void>;
}

/** Runs each watch by itself: one that fails is logged and looks again, and holds up no other. */
export function createWatchRunner(
  watches: readonly Watch[],
  { clock, logger, journal }: { readonly clock: Clock; readonly logger: Logger; readonly journal: Journal },
): WatchRunner {
  const cancels = new Map<string, () => void>();
  const flights = new Set<Promise<void>>();
  let isStopped = false;

  async function run(watch: Watch): Promise<void> {
    try {
      const look = await watch.look();
      if (look === null || isStopped) return;
      const { ok } = look.changes.length === 0 ? { ok: true } : await journal.commit(look.changes);
      if (ok) look.onStored?.();
    } catch (error) {
      logger.warn('watch failed', { name: watch.name, reason: error instanceof Error ? error.message : 'unknown' });
    }
  }

  function schedule(watch: Watch, delayMs: number): void {
    if (isStopped) return;
    const look = () => {
      const flight = run(watch).finally(() => {
        flights.delete(flight);
        schedule(watch, watch.everyMs);
      });
      flights.add(flight);
    };
    cancels.set(watch.name, clock.schedule(delayMs, look));
  }

  return {
    start: () => watches.forEach((watch) => schedule(watch, watch.everyMs)),
    async stop() {
      isStopped = true;
      for (const cancel of cancels.values()) cancel();
      await Promise.allSettled(flights);
    },
  };
}
