import type { Clock, Logger } from '@perpdesk/broker-core';

/** How long the event loop stood still: while it does, nothing is answered, sent or closed. */
export interface StallMeter {
  /** The longest since it was asked last, ms. */
  takeLongest(): number;
  stop(): void;
}

/** A stall of this length is reported, ms. */
const REPORTED_MS = 200;
const LOOK_MS = 5_000;

export interface StallWatchOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly meter: StallMeter;
  /** Hears of each look that found one, ms. */
  readonly onStall: (ms: number) => void;
}

/** Warns once of what stood still since the last look, with its length; returns what ends it. */
export function watchStalls({ clock, logger, meter, onStall }: StallWatchOptions): () => Promise<void> {
  let cancel = () => {};
  const look = (): void => {
    const ms = meter.takeLongest();
    if (ms > REPORTED_MS) {
      onStall(ms);
      logger.warn('the event loop stood still', { ms });
    }
    cancel = clock.schedule(LOOK_MS, look);
  };
  cancel = clock.schedule(LOOK_MS, look);
  return async () => {
    cancel();
    meter.stop();
  };
}
