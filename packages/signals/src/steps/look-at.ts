import { noteTaken } from '../evidence/note-taken.ts';
import type { Step } from '../plan/classify-step.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';
import { stepOf } from './step-of.ts';

/** How the signal follows on its stream; what was seen is noted, for whoever asks later why it was decided so. */
export function lookAt(run: Run, signal: Signal): Step {
  const step = stepOf(run, signal);
  noteTaken(run, signal, step);
  return step;
}
