export interface ReconnectOptions {
  /** Before the second attempt, ms; doubles with each further failure. Default 500. */
  readonly firstDelayMs: number;
  /** Default 30 000. */
  readonly maxDelayMs: number;
  /** After which connecting, or reading a snapshot, counts as failed, ms. Default 15 000. */
  readonly timeoutMs: number;
}

export const RECONNECT_DEFAULTS: ReconnectOptions = { firstDelayMs: 500, maxDelayMs: 30_000, timeoutMs: 15_000 };

/** How long to wait after the `failures`-th failure in a row (≥ 1), ms; `random` (≥ 0, < 1) takes up to half of it away. */
export function reconnectDelayMs(failures: number, options: ReconnectOptions, random: () => number): number {
  const full = Math.min(options.maxDelayMs, options.firstDelayMs * 2 ** Math.min(failures - 1, 30));
  return Math.round(full * (1 - random() / 2));
}
