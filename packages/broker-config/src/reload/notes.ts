/** What is found while two configurations are compared; paths in the file. */
export interface Notes {
  readonly applied: string[];
  readonly pending: string[];
  /** Routes that take no alerts any more. */
  readonly closed: string[];
  /** Accounts whose keys are others. */
  readonly rotated: string[];
  /** Accounts on which something else is to be set. */
  readonly settings: string[];
}
