/** A place in the configuration: keys and list positions from the root. */
export type ConfigPath = readonly (string | number)[];

/** One thing that is wrong with the configuration. No field ever holds a secret. */
export interface ConfigError {
  readonly kind: 'syntax' | 'unknown-key' | 'invalid' | 'not-built-yet';
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** `routes.demo.size.signal`; empty for the file as a whole. */
  readonly path: string;
  /** What stands there; a phrase that follows "found". */
  readonly found: string;
  /** A phrase that follows "expected"; for `not-built-yet` a sentence that says what works instead. */
  readonly expected: string;
}

export interface ConfigWarning {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  readonly path: string;
  /** One sentence. */
  readonly message: string;
}

/** An error before it has a place in the file. */
export interface Finding {
  readonly kind: ConfigError['kind'];
  readonly path: ConfigPath;
  /** Left out: what the file holds there. */
  readonly found?: string;
  readonly expected: string;
  /** The key is at fault, not its value. */
  readonly atKey?: boolean;
}
