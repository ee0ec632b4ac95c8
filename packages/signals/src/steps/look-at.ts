import { decimal } from '@perpdesk/broker-core';
import type { Step } from '../plan/classify-step.ts';
import { formatSignalPlan } from '../evidence/signal-plan.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';
import { gapPolicyOf } from './gap-policy.ts';
import { stepOf } from './step-of.ts';

/** How the signal follows on its stream; what was seen is noted, for whoever asks later why it was decided so. */
export function lookAt(run: Run, signal: Signal): Step {
  const step = stepOf(run, signal);
  const { onGap, firstSight, reorderWindowMs } = gapPolicyOf(run, signal.routeId);
  const stream = run.book.streams.get(signal.stream);
  const plan = formatSignalPlan({
    at: run.now(),
    stream:
      stream === undefined ? null : { lastPosition: decimal(stream.lastPosition), lastFiredAt: stream.lastFiredAt },
    step: { type: step.type, previous: step.previous },
    policy: { onGap, firstSight, reorderWindowMs },
    accounts: (run.routes.get(signal.routeId)?.brokers ?? []).map(({ brokerId }) => brokerId),
  });
  run.book.evidence.signals.set(signal.id, plan);
  return step;
}
