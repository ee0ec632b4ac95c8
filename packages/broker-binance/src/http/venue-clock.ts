import type { Clock, Logger } from '@perpdesk/broker-core';
import { improveOffset, roundTripMs, type OffsetEstimate, type TimeSample } from './offset-estimate.ts';

/** The exchange's time, by our clock and an offset of our own. */
export interface VenueClock {
  /**
   * Unix ms of the exchange, by our estimate; our own clock's before the first answer. Goes back by more than half a
   * second or not at all.
   */
  now(): number;
  /** The exchange's clock minus ours, ms; `null` before the first answer. */
  readonly offsetMs: number | null;
  /** Asks for the exchange's time and learns from the answer; resolves with the time that the exchange told. */
  measure(abortSignal?: AbortSignal): Promise<number>;
  /** The exchange has refused a time of ours: measures anew, once for all who say so meanwhile. */
  doubt(): void;
  /** Measures every few minutes from now on. */
  start(): void;
  close(): void;
}

export interface VenueClockOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Asks the exchange once, Unix ms. */
  readonly readTime: (abortSignal?: AbortSignal) => Promise<number>;
  /** Default 5 minutes. */
  readonly refreshEveryMs?: number;
}

/** The first answer's connection is new and its round trip long: the best of some counts. */
const SAMPLES = 4;
/** After a refusal of our time, refusals that were under way are heard no more. */
const DOUBT_AGAIN_MS = 2_000;
const HOLD_MS = 500;
const DRIFT_MS = 1_000;

export function createVenueClock({ clock, logger, readTime, refreshEveryMs = 300_000 }: VenueClockOptions): VenueClock {
  let estimate: OffsetEstimate | null = null;
  let told = 0;
  let doubtedAt: number | null = null;
  let refreshing: Promise<unknown> | null = null;
  let cancel = () => {};
  const closing = new AbortController();

  const learn = (sample: TimeSample, isDoubted: boolean) => {
    const before = estimate;
    estimate = improveOffset(isDoubted ? null : before, sample);
    const { offsetMs, errorMs } = estimate;
    if (Math.abs(offsetMs) > DRIFT_MS && (before === null || Math.abs(before.offsetMs) <= DRIFT_MS)) {
      logger.warn('This clock is more than a second off the exchange: set it by NTP', { offsetMs, errorMs });
    }
  };
  const ask = async (abortSignal: AbortSignal | undefined): Promise<TimeSample> => {
    const sentAt = clock.now();
    const venueAt = await readTime(abortSignal);
    return { sentAt, receivedAt: clock.now(), venueAt };
  };
  const askOften = async (abortSignal: AbortSignal | undefined, isDoubted: boolean): Promise<number> => {
    const first = await ask(abortSignal);
    let best = first;
    for (let asked = 1; asked < SAMPLES; asked += 1) {
      const sample = await ask(abortSignal).catch(() => best);
      if (roundTripMs(sample) < roundTripMs(best)) best = sample;
    }
    learn(best, isDoubted);
    return first.venueAt;
  };
  const refresh = (isDoubted: boolean) => {
    refreshing ??= askOften(closing.signal, isDoubted)
      .catch((error: unknown) => {
        if (closing.signal.aborted) return;
        logger.warn('The exchange’s time could not be read', {
          error: error instanceof Error ? error.message : 'unknown',
        });
      })
      .finally(() => {
        refreshing = null;
      });
  };
  const refreshLater = () => {
    cancel = clock.schedule(refreshEveryMs, () => {
      refresh(false);
      refreshLater();
    });
  };

  return {
    now() {
      const now = clock.now() + (estimate?.offsetMs ?? 0);
      if (now > told || told - now > HOLD_MS) told = now;
      return told;
    },
    get offsetMs() {
      return estimate === null ? null : estimate.offsetMs;
    },
    async measure(abortSignal) {
      if (estimate === null) return askOften(abortSignal, false);
      const sample = await ask(abortSignal);
      learn(sample, false);
      return sample.venueAt;
    },
    doubt() {
      const sinceMs = doubtedAt === null ? Infinity : clock.now() - doubtedAt;
      if (closing.signal.aborted || (sinceMs >= 0 && sinceMs < DOUBT_AGAIN_MS)) return;
      doubtedAt = clock.now();
      refresh(true);
    },
    start() {
      cancel();
      if (!closing.signal.aborted) refreshLater();
    },
    close() {
      cancel();
      closing.abort();
    },
  };
}
