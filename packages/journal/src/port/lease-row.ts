/**
 * The right of one owner to do one thing alone: to drive a broker's lanes, its user stream, the chat's poller.
 *
 * Times are the database's (Unix ms): with several instances on one PostgreSQL the server's clock, else the journal's own.
 */
export interface LeaseRow {
  readonly name: string;
  /** Names one life of one instance; a restarted program is another owner. */
  readonly owner: string;
  /** Goes up by one whenever the lease begins anew; never down. */
  readonly fence: number;
  readonly expiresAt: number;
}

export interface LeaseRequest {
  readonly name: string;
  readonly owner: string;
  /** From now on; 0 gives the lease back. */
  readonly ttlMs: number;
}

export interface LeaseAnswer {
  /** Whether `owner` has it now. */
  readonly isHeld: boolean;
  /** The row that stands; `null` where nobody ever had it. */
  readonly lease: LeaseRow | null;
  /** The database's time of the answer, Unix ms: it is held for `expiresAt - at` from when the request was made. */
  readonly at: number;
}

/** What a commit demands of the lease: this owner, this fence, and that much time left. */
export interface LeaseGuard {
  readonly name: string;
  readonly owner: string;
  readonly fence: number;
  readonly validForMs: number;
}
