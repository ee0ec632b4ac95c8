import type { Clock } from '@perpdesk/broker-core';

/** Runs the task again and again, each time `everyMs` after the last one ended, until aborted. The task must not reject. */
export function repeatEvery(clock: Clock, everyMs: number, abortSignal: AbortSignal, task: () => Promise<void>): void {
  if (abortSignal.aborted) return;
  const cancel = clock.schedule(everyMs, () => {
    abortSignal.removeEventListener('abort', cancel);
    void task().then(() => repeatEvery(clock, everyMs, abortSignal, task));
  });
  abortSignal.addEventListener('abort', cancel, { once: true });
}
