/** A fault refuses the alert or makes it mean something else; advice is what goes wrong one day. */
export type LintLevel = 'fault' | 'advice';

export interface LintFinding {
  readonly level: LintLevel;
  /** Kebab-case: what is wrong. */
  readonly code: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  /** One sentence; never a secret. */
  readonly message: string;
  /** What to write instead. */
  readonly instead: string;
}

/** What a rule finds, by its offset in the text. */
export type LintHit = Omit<LintFinding, 'line' | 'column'> & { readonly at: number };
