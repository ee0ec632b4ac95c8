/** One thing that is not as it was recorded. */
export interface ReplayDifference {
  /** What differs: `route`, `signal.next`, `order`, `limits.maxNotional`. */
  readonly about: string;
  readonly recorded: string;
  readonly now: string;
}

export type ReplayVerdict = 'same' | 'different' | 'not-replayed';

export interface ReplayedPart {
  readonly verdict: ReplayVerdict;
  /** Why it was not replayed, or what is to be known of it; `null`: nothing. */
  readonly note: string | null;
  readonly differences: readonly ReplayDifference[];
}

/** One order that was planned, or refused, on one account. */
export interface ReplayedLeg extends ReplayedPart {
  readonly brokerId: string;
  readonly intentId: string;
  /** 1 for the first of its signal on the account. */
  readonly leg: number;
  readonly kind: string;
  /** What was planned: `buy 0.01`, `refused (paused): …`; `null`: it was not planned. */
  readonly plan: string | null;
  /** What of route and account is not as it was: it may have changed the plan. */
  readonly policy: readonly ReplayDifference[];
}

export interface SignalReplay {
  readonly signalId: string;
  /** `different` if any part is; `not-replayed` if none could be. */
  readonly verdict: ReplayVerdict;
  /** The body, read again. */
  readonly reading: ReplayedPart;
  /** How the signal follows on its stream. */
  readonly step: ReplayedPart;
  readonly legs: readonly ReplayedLeg[];
}

/** What another version stored. */
export const UNREADABLE = 'It was stored by a version of which this one cannot read it.';

export function notReplayed(note: string): ReplayedPart {
  return { verdict: 'not-replayed', note, differences: [] };
}

/** `same` where nothing differs. */
export function judged(differences: readonly ReplayDifference[], note: string | null = null): ReplayedPart {
  return { verdict: differences.length === 0 ? 'same' : 'different', note, differences };
}
