import type { Clock } from '@perpdesk/broker-core';

/** Waits that can be ended early. One that stands costs its timer and nothing else: each order has some. */
export interface Waits {
  /** Resolves after so many ms, or when it is woken. */
  wait(key: string, ms: number): Promise<void>;
  /** Ends the newest wait of this name. */
  wake(key: string): void;
  endAll(): void;
}

export function createWaits(clock: Clock): Waits {
  const ends = new Set<() => void>();
  const newest = new Map<string, () => void>();
  return {
    wait: (key, ms) =>
      new Promise((resolve) => {
        const end = (): void => {
          cancel();
          ends.delete(end);
          if (newest.get(key) === end) newest.delete(key);
          resolve();
        };
        const cancel = clock.schedule(ms, end);
        ends.add(end);
        newest.set(key, end);
      }),
    wake: (key) => newest.get(key)?.(),
    endAll() {
      for (const end of ends) end();
    },
  };
}
