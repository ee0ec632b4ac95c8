const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

export interface TimeWindow {
  /** Unix ms. */
  readonly fromAt: number;
  /** Unix ms, included. */
  readonly untilAt: number;
}

/** The span in pieces of at most seven days, which is what one call may ask for, the newest first. */
export function timeWindows({ fromAt, untilAt }: TimeWindow, spanMs: number = WEEK_MS): readonly TimeWindow[] {
  const windows: TimeWindow[] = [];
  for (let end = untilAt; end >= fromAt; end -= spanMs) {
    windows.push({ fromAt: Math.max(fromAt, end - spanMs + 1), untilAt: end });
  }
  return windows;
}
