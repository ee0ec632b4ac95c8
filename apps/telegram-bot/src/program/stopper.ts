import { sleep, type Clock, type Logger } from '@perpdesk/broker-core';

/** The order in which parts end: what brings work in first, what others stand on last. */
const ORDER = [
  'door',
  'configuration',
  'commands',
  'watches',
  'engine',
  'alerts',
  'cards',
  'outbox',
  'chat page',
  'accounts',
  'stalls',
  'journal',
  'standstill',
] as const;
export type PartName = (typeof ORDER)[number];

/** Ends what was started. A part that fails or hangs does not keep the others from ending. */
export interface Stopper {
  push(name: PartName, stop: () => Promise<void>): void;
  /** Resolves within 9 s. Twice is once. */
  stop(): Promise<void>;
}

const TOTAL_MS = 8_000;
const PART_MS = 6_000;
const LEAST_MS = 150;

export function createStopper({ clock, logger }: { readonly clock: Clock; readonly logger: Logger }): Stopper {
  const parts = new Map<PartName, () => Promise<void>>();
  let stopping: Promise<void> | null = null;

  async function endWithin(name: PartName, stop: () => Promise<void>, ms: number): Promise<void> {
    const limit = new AbortController();
    const late = sleep(clock, ms, limit.signal).then(
      () => logger.warn('part did not end in time', { name }),
      () => {},
    );
    const ended = stop().catch(() => logger.error('part did not end cleanly', { name }));
    await Promise.race([ended, late]);
    limit.abort();
  }

  async function endAll(): Promise<void> {
    const untilAt = clock.now() + TOTAL_MS;
    for (const name of ORDER) {
      const stop = parts.get(name);
      const left = Math.min(PART_MS, Math.max(LEAST_MS, untilAt - clock.now()));
      if (stop !== undefined) await endWithin(name, stop, left);
    }
  }

  return {
    push: (name, stop) => void parts.set(name, stop),
    stop() {
      stopping ??= endAll();
      return stopping;
    },
  };
}
