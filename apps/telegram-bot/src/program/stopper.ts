import { sleep, type Clock, type Logger } from '@perpdesk/broker-core';

export interface StopStep {
  readonly name: string;
  readonly stop: () => Promise<void>;
}

/** Ends what was started, the last first. One that fails or hangs does not keep the others from ending. */
export interface Stopper {
  push(step: StopStep): void;
  /** Twice is once. */
  stop(): Promise<void>;
}

const STEP_MS = 3_000;

export function createStopper({ clock, logger }: { readonly clock: Clock; readonly logger: Logger }): Stopper {
  const steps: StopStep[] = [];
  let stopping: Promise<void> | null = null;

  async function endAll(): Promise<void> {
    for (const { name, stop } of steps.toReversed()) {
      const limit = new AbortController();
      const late = sleep(clock, STEP_MS, limit.signal).then(() => logger.warn('part did not end in time', { name }));
      const ended = stop().catch(() => logger.error('part did not end cleanly', { name }));
      await Promise.race([ended, late.catch(() => {})]);
      limit.abort();
    }
  }

  return {
    push: (step) => void steps.push(step),
    stop() {
      stopping ??= endAll();
      return stopping;
    },
  };
}
