import type { Decimal } from '@perpdesk/broker-core';
import type { Transition } from '../signal.ts';
import { sameSize } from './same-size.ts';

/** What the step from one signed position to another is. */
export function transitionOf(previous: Decimal, next: Decimal): Transition {
  if (sameSize(previous, next)) return 'none';
  if (previous.isZero()) return 'open';
  if (next.isZero()) return 'close';
  if (previous.isNegative() !== next.isNegative()) return 'reverse';
  return next.abs().gt(previous.abs()) ? 'add' : 'reduce';
}
