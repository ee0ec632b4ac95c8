/** The exchange's clock minus ours, and the bounds that answers have proven for it. */
export interface OffsetEstimate {
  readonly offsetMs: number;
  readonly leastMs: number;
  readonly mostMs: number;
  /** Unix ms, our clock. */
  readonly measuredAt: number;
}

/** One question for the exchange's time: when it was put and answered by our clock, and what was said. */
export interface TimeSample {
  readonly sentAt: number;
  readonly receivedAt: number;
  readonly serverAt: number;
}

/** Clocks of machines drift apart by less, ms per ms. */
const DRIFT = 1 / 10_000;
/** The exchange tells whole milliseconds, and so do we. */
const GRAIN_MS = 1;

/** The middle of one round trip, whole. */
export function offsetOf({ sentAt, receivedAt, serverAt }: TimeSample): number {
  return Math.round(serverAt - (sentAt + receivedAt) / 2);
}

/** `Infinity` where our clock was set back on the way: that proves nothing. */
export function roundTripMs({ sentAt, receivedAt }: TimeSample): number {
  return receivedAt < sentAt ? Infinity : receivedAt - sentAt;
}

/**
 * Learns from one sample as much as it proves: the exchange read its clock between question and answer. What is known stays
 * where it lies within that, else moves to the nearest bound. So a slow answer moves nothing that a quick one has shown.
 */
export function learnOffset(known: OffsetEstimate | null, sample: TimeSample): OffsetEstimate {
  const { sentAt, receivedAt: measuredAt, serverAt } = sample;
  if (known === null) {
    const offsetMs = offsetOf(sample);
    const errorMs = Math.abs(measuredAt - sentAt) / 2;
    return { offsetMs, leastMs: offsetMs - errorMs, mostMs: offsetMs + errorMs, measuredAt };
  }
  if (measuredAt < sentAt) return known;
  const proven = { leastMs: serverAt - measuredAt, mostMs: serverAt - sentAt };
  const grownMs = GRAIN_MS + Math.max(0, measuredAt - known.measuredAt) * DRIFT;
  const leastMs = Math.max(proven.leastMs, known.leastMs - grownMs);
  const mostMs = Math.min(proven.mostMs, known.mostMs + grownMs);
  // where they contradict each other one of the clocks was set
  const bounds = leastMs > mostMs ? proven : { leastMs, mostMs };
  const offsetMs = Math.round(Math.min(bounds.mostMs, Math.max(bounds.leastMs, known.offsetMs)));
  return { ...bounds, offsetMs, measuredAt };
}
