import type { Clock, Logger } from '@perpdesk/broker-core';

export interface LaneRunnerOptions {
  /** `more`: there may be more to do at once; else when (Unix ms) to look again, or `null` for not by itself. */
  readonly step: (lane: string) => Promise<'more' | number | null>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** After a step that failed, ms. */
  readonly retryMs: number;
}

/** Runs the steps of each lane one after the other, and the lanes beside each other. */
export interface LaneRunner {
  /** Looks at that lane, now or once its present step has ended. */
  run(lane: string): void;
  readonly isStopped: boolean;
  /** Resolves when the steps in flight ended. */
  stop(): Promise<void>;
}

interface Lane {
  isBusy: boolean;
  isWoken: boolean;
  cancelTimer: () => void;
}

export function createLaneRunner({ step, clock, logger, retryMs }: LaneRunnerOptions): LaneRunner {
  const lanes = new Map<string, Lane>();
  const flights = new Set<Promise<void>>();
  let isStopped = false;

  async function drain(name: string, lane: Lane): Promise<void> {
    while (!isStopped) {
      lane.isWoken = false;
      const next = await step(name);
      if (next === 'more') continue;
      if (lane.isWoken) continue;
      if (next !== null && !isStopped)
        lane.cancelTimer = clock.schedule(Math.max(1, next - clock.now()), () => run(name));
      return;
    }
  }

  function run(name: string): void {
    const lane = lanes.get(name) ?? { isBusy: false, isWoken: false, cancelTimer: () => {} };
    lanes.set(name, lane);
    lane.isWoken = true;
    if (lane.isBusy || isStopped) return;
    lane.cancelTimer();
    lane.isBusy = true;
    const flight = drain(name, lane)
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : 'unknown';
        logger.error('outbox stopped for a chat', { target: name, reason });
        lane.isWoken = false;
        lane.cancelTimer = clock.schedule(retryMs, () => run(name));
      })
      .finally(() => {
        lane.isBusy = false;
        flights.delete(flight);
        // a wake that came while the last look ended
        if (lane.isWoken) run(name);
      });
    flights.add(flight);
  }

  return {
    run,
    get isStopped() {
      return isStopped;
    },
    async stop() {
      isStopped = true;
      for (const lane of lanes.values()) lane.cancelTimer();
      await Promise.allSettled(flights);
    },
  };
}
