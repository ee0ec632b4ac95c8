import { type Decimal, ZERO } from '@perpdesk/broker-core';
import type { Signal } from '../signal.ts';
import { sameSize } from './same-size.ts';

/** What the desk last applied of a stream. */
export interface StreamPosition {
  /** Signed, the strategy's units. */
  readonly lastPosition: Decimal;
  /** Unix ms. */
  readonly lastFiredAt: number | null;
}

export const STEP_TYPES = ['fits', 'fits-late', 'gap', 'first-sight', 'superseded', 'nothing'] as const;

export interface Step {
  /**
   * `fits`: apply it. `nothing`: record it, no order. `gap`: a signal between is missing. `fits-late`: it fits, but a newer
   * one was applied before. `first-sight`: the strategy was in a position before the desk knew it. `superseded`: a newer
   * signal was applied already.
   */
  readonly type: (typeof STEP_TYPES)[number];
  /** Signed, the strategy's units: the position to plan from. */
  readonly previous: Decimal;
}

/** Says how a signal follows on what was last applied of its stream; `null`: nothing was yet. */
export function classifyStep(
  signal: Pick<Signal, 'previous' | 'next' | 'firedAt' | 'transition'>,
  stream: StreamPosition | null,
): Step {
  if (stream === null) return firstStep(signal);
  const { lastPosition, lastFiredAt } = stream;
  const { previous, next, firedAt } = signal;
  const knowsAge = firedAt !== null && lastFiredAt !== null;
  if (previous === null) {
    if (sameSize(next, lastPosition)) return { type: 'nothing', previous: lastPosition };
    return { type: knowsAge && firedAt < lastFiredAt ? 'superseded' : 'fits', previous: lastPosition };
  }
  const isOlder = knowsAge && firedAt < lastFiredAt;
  if (sameSize(previous, lastPosition)) {
    if (sameSize(next, previous)) return { type: 'nothing', previous };
    return { type: isOlder ? 'fits-late' : 'fits', previous };
  }
  if (isOlder) return { type: 'superseded', previous };
  return { type: 'gap', previous };
}

/** A stream is joined flat or at a reversal, never in the middle: only there it is clear what it owns. */
function firstStep({ previous, transition }: Pick<Signal, 'previous' | 'transition'>): Step {
  const from = previous ?? ZERO;
  switch (transition) {
    case 'open':
    case 'reverse':
      return { type: 'fits', previous: from };
    case 'none':
      return { type: from.isZero() ? 'nothing' : 'first-sight', previous: from };
    case 'add':
    case 'reduce':
    case 'close':
      return { type: 'first-sight', previous: from };
    default:
      return transition satisfies never;
  }
}
