import { decimal } from '@perpdesk/broker-core';
import { classifyStep, type Step } from '../plan/classify-step.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';

/** How the signal follows on what was last applied of its stream. */
export function stepOf(run: Run, signal: Signal): Step {
  const known = run.book.streams.get(signal.stream);
  if (known === undefined) return classifyStep(signal, null);
  return classifyStep(signal, { lastPosition: decimal(known.lastPosition), lastFiredAt: known.lastFiredAt });
}

/** Whether it can be applied as it stands. */
export function follows({ type }: Step): boolean {
  return type === 'fits' || type === 'nothing';
}
