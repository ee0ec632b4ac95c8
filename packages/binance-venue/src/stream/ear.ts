/** One connection that hears an account. */
export interface Ear {
  /** Whether events of that type were asked for. */
  wants(type: string): boolean;
  /** `type` is `null` for what is no event. */
  hear(type: string | null, text: string): void;
  /** Stays connected and hears nothing any more. */
  silence(answersPings: boolean): void;
  cut(): void;
}
