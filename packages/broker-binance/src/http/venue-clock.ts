/** The exchange's time, by our clock and an offset of our own. */
export interface VenueClock {
  /** Unix ms of the exchange, by our estimate; our own clock's before the first answer. Never goes back by a little. */
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
