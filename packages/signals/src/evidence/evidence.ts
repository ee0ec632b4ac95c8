import type { Attempt } from './attempts.ts';

/**
 * What is known about rows beside their state. It goes into the next update of its row, which is written anyway: to be able
 * to say later what was seen and when costs no commit.
 */
export interface Evidence {
  /** By signal: {@link formatSignalPlan}. */
  readonly signals: Map<string, string>;
  /** By intent: {@link formatLegPlan}. */
  readonly legs: Map<string, string>;
  /** By intent: the order that is out, or was answered, since its row was written last. */
  readonly sends: Map<string, Sending>;
}

export type Sending = Pick<Attempt, 'attempt' | 'acknowledgedAt' | 'answer'> & { readonly sentAt: number };

export function createEvidence(): Evidence {
  return { signals: new Map(), legs: new Map(), sends: new Map() };
}
