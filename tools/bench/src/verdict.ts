/** Whether a target is met. */
export interface Verdict {
  /** With the figures that decided. */
  readonly text: string;
  readonly isMet: boolean;
}

/** One line. */
export function formatVerdicts(verdicts: readonly Verdict[]): string {
  return verdicts.map(({ text, isMet }) => `${isMet ? 'pass' : 'FAIL'}: ${text}`).join(' · ');
}
