import type { Clock } from '@perpdesk/broker-core';

/** Timers do not keep a process alive, and a script may have nothing else to live on while it awaits this. */
export async function holdAlive<Result>(clock: Clock, work: () => Promise<Result>): Promise<Result> {
  const release = clock.hold?.();
  try {
    return await work();
  } finally {
    release?.();
  }
}
