import { ZERO } from '@perpdesk/broker-core';
import type { Signal } from '../signal.ts';
import type { WishSignal } from '../wish.ts';

/** The step that leaves nothing of what the signal's stream owns, whatever the signal asked for. */
export function closingStep(signal: Signal | WishSignal): Signal {
  if (!('wishes' in signal)) return { ...signal, next: ZERO };
  const { wishes: _, mode: __, ...head } = signal;
  return { ...head, transition: 'close', previous: null, next: ZERO };
}
