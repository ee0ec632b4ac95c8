/** A key that the reference has and this version does not act on. */
export interface NotBuiltYet {
  /** `*` stands for any one key or list position. */
  readonly path: string;
  /** A sentence: what works instead. */
  readonly instead: string;
  /** Values that are accepted all the same: what happens without the key, or what is built already. */
  readonly accepted?: readonly (string | boolean | readonly never[])[];
}

/** The one table of what is still to come; a row goes when its feature is built. */
export const NOT_BUILT_YET: readonly NotBuiltYet[] = [];
