import { decimal } from '@perpdesk/broker-core';
import { isDry } from '../dry/is-dry.ts';
import type { Step } from '../plan/classify-step.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';
import { gapPolicyOf } from '../steps/gap-policy.ts';
import { formatSignalPlan } from './signal-plan.ts';

/**
 * What was known when a signal was taken to its stream goes along with what is now written of it.
 *
 * @param step `null` for one that tells no positions.
 */
export function noteTaken(run: Run, signal: Pick<Signal, 'id' | 'routeId' | 'stream'>, step: Step | null): void {
  const route = run.routes.get(signal.routeId);
  const { onGap, firstSight, reorderWindowMs } = gapPolicyOf(run, signal.routeId);
  const stream = run.book.streams.get(signal.stream);
  const brokers = route?.brokers ?? [];
  const plan = formatSignalPlan({
    at: run.now(),
    stream:
      stream === undefined ? null : { lastPosition: decimal(stream.lastPosition), lastFiredAt: stream.lastFiredAt },
    step: step === null ? null : { type: step.type, previous: step.previous },
    policy: { execute: route?.execute ?? 'auto', onGap, firstSight, reorderWindowMs },
    accounts: brokers.map(({ brokerId }) => brokerId),
    dry: brokers.filter((account) => isDry(route, account)).map(({ brokerId }) => brokerId),
  });
  run.book.evidence.signals.set(signal.id, plan);
}
