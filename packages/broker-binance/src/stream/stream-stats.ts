/** What the account stream has seen since it was made. */
export interface StreamStats {
  /** All frames, also those that are counted below. */
  readonly frames: number;
  /** Fills that were told before. */
  readonly repeatedFills: number;
  /** Event types that this adapter does not know. */
  readonly unknown: number;
  /** Frames that could not be read. */
  readonly malformed: number;
  /** Connections that came up. */
  readonly connects: number;
  /** Times when events may have been missed: a lost connection, a deaf one, a key that expired, a frame that could not be read. */
  readonly losses: number;
  /** `stream-gap` events told. */
  readonly gaps: number;
  /** Snapshots that failed. */
  readonly failedSnapshots: number;
}

export type StreamCounters = { -readonly [Name in keyof StreamStats]: StreamStats[Name] };

export function createStreamCounters(): StreamCounters {
  return {
    frames: 0,
    repeatedFills: 0,
    unknown: 0,
    malformed: 0,
    connects: 0,
    losses: 0,
    gaps: 0,
    failedSnapshots: 0,
  };
}
