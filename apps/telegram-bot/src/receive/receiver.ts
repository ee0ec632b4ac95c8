/** How updates come in: the desk asks for them, or Telegram posts them. */
export interface Receiver {
  start(): void;
  /** Telegram answered last, and hands updates to nobody else. */
  readonly isHealthy: boolean;
  stop(): Promise<void>;
}
