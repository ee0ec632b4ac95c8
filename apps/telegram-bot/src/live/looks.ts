import type { Clock, Logger } from '@perpdesk/broker-core';

/** Something that looks at the desk again and again, and can be stopped. */
export interface Looks {
  /** Resolves when the look under way has ended. */
  stop(): Promise<void>;
}

/** Looks every `everyMs`, never twice at once; a look that fails is logged, and the next one comes. */
export function createLooks(
  look: () => Promise<void>,
  { clock, logger, everyMs, name }: { clock: Clock; logger: Logger; everyMs: number; name: string },
): Looks {
  let cancel = () => {};
  let flight: Promise<void> | null = null;
  let isStopped = false;

  async function run(): Promise<void> {
    try {
      await look();
    } catch (error) {
      logger.warn('look failed', { name, reason: error instanceof Error ? error.message : 'unknown' });
    }
  }
  function schedule(): void {
    if (isStopped) return;
    cancel = clock.schedule(everyMs, () => {
      flight = run().finally(() => {
        flight = null;
        schedule();
      });
    });
  }
  schedule();
  return {
    async stop() {
      isStopped = true;
      cancel();
      await flight;
    },
  };
}
