/** The exchange's clock minus ours. */
export interface OffsetEstimate {
  readonly offsetMs: number;
  /** It lies within so much of the truth, at `measuredAt`. */
  readonly errorMs: number;
  /** Unix ms, our clock. */
  readonly measuredAt: number;
}

/** One question for the exchange's time: when it was put and answered by our clock, and what was said. */
export interface TimeSample {
  readonly sentAt: number;
  readonly receivedAt: number;
  readonly venueAt: number;
}

/** Clocks of machines drift apart by less, ms per ms. */
const DRIFT = 1 / 10_000;
/** The exchange tells whole milliseconds, and so do we. */
const GRAIN_MS = 1;
/** The most that one sample moves the estimate. */
const MAX_STEP_MS = 500;

export function roundTripMs({ sentAt, receivedAt }: TimeSample): number {
  return Math.max(0, receivedAt - sentAt);
}

/**
 * Learns from one sample, as much as it proves and no more. The exchange read its clock at some moment between question
 * and answer, so the truth lies within half a round trip of the middle. A sample surer than what is known counts whole;
 * a slow one moves the estimate only where it proves it wrong, and no further than that.
 */
export function improveOffset(known: OffsetEstimate | null, sample: TimeSample): OffsetEstimate {
  const { sentAt, receivedAt: measuredAt, venueAt } = sample;
  const errorMs = roundTripMs(sample) / 2 + GRAIN_MS;
  const sampledMs = Math.round(venueAt - (sentAt + measuredAt) / 2);
  if (known === null) return { offsetMs: sampledMs, errorMs, measuredAt };
  const grownMs = known.errorMs + Math.max(0, measuredAt - known.measuredAt) * DRIFT;
  const step = (toMs: number) => clamp(toMs, known.offsetMs - MAX_STEP_MS, known.offsetMs + MAX_STEP_MS);
  if (errorMs <= grownMs) return { offsetMs: step(sampledMs), errorMs, measuredAt };
  const proven = Math.round(clamp(known.offsetMs, sampledMs - errorMs, sampledMs + errorMs));
  if (proven === known.offsetMs) return { offsetMs: proven, errorMs: grownMs, measuredAt };
  return { offsetMs: step(proven), errorMs: 2 * errorMs, measuredAt };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
