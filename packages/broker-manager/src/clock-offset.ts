import type { Broker, Clock } from '@perpdesk/broker-core';
import { learnOffset, offsetOf, roundTripMs, type OffsetEstimate, type TimeSample } from './offset-estimate.ts';

/** One round trip: the exchange's answer, and its clock minus ours at the midpoint (ms, whole). */
export async function measureClockOffset(
  broker: Broker,
  clock: Clock,
  abortSignal: AbortSignal,
): Promise<{ readonly serverAt: number; readonly offsetMs: number }> {
  const sample = await ask(broker, clock, abortSignal);
  return { serverAt: sample.serverAt, offsetMs: offsetOf(sample) };
}

/** What is known of the exchange's clock, learned from each answer about its time. */
export interface ClockOffset {
  /** Asks for the exchange's time and learns from the answer; resolves with what the exchange told. */
  measure(abortSignal: AbortSignal): Promise<number>;
  /** The same, and believes the answer whole: what was known is wrong. */
  measureAnew(abortSignal: AbortSignal): Promise<number>;
}

/** An answer that took longer shows too little to be believed whole: it is asked once more. */
const SLOW_MS = 500;

/** @param onOffset The exchange's clock minus ours as known by now, ms. */
export function createClockOffset(broker: Broker, clock: Clock, onOffset: (offsetMs: number) => void): ClockOffset {
  let estimate: OffsetEstimate | null = null;

  const learn = (known: OffsetEstimate | null, sample: TimeSample): number => {
    estimate = learnOffset(known, sample);
    onOffset(estimate.offsetMs);
    return sample.serverAt;
  };
  const measureAnew = async (abortSignal: AbortSignal) => {
    const first = await ask(broker, clock, abortSignal);
    if (roundTripMs(first) <= SLOW_MS) return learn(null, first);
    const second = await ask(broker, clock, abortSignal).catch(() => first);
    return learn(null, roundTripMs(second) < roundTripMs(first) ? second : first);
  };
  return {
    measureAnew,
    async measure(abortSignal) {
      if (estimate === null) return measureAnew(abortSignal);
      const sample = await ask(broker, clock, abortSignal);
      return learn(estimate, sample);
    },
  };
}

async function ask(broker: Broker, clock: Clock, abortSignal: AbortSignal): Promise<TimeSample> {
  const sentAt = clock.now();
  const serverAt = await broker.getServerTime({ abortSignal });
  return { sentAt, receivedAt: clock.now(), serverAt };
}
