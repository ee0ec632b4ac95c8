import { decimal } from '@perpdesk/broker-core';
import * as z from 'zod';
import { STEP_TYPES } from '../plan/classify-step.ts';

const amount = z.string().transform((text) => decimal(text));

const signalPlanSchema = z.object({
  /** Unix ms. */
  at: z.number(),
  /** What the desk had applied of the stream last; `null`: nothing. */
  stream: z.object({ lastPosition: z.string(), lastFiredAt: z.number().nullable() }).nullable(),
  step: z.object({ type: z.enum(STEP_TYPES), previous: amount }),
  /** The route's, for alerts that do not follow on the last. */
  policy: z.object({
    onGap: z.enum(['adopt', 'hold']),
    firstSight: z.enum(['wait-flat', 'adopt']),
    reorderWindowMs: z.number(),
  }),
  /** The route's. */
  accounts: z.array(z.string()),
});

/** What was known when a signal was taken to its stream. */
export type SignalPlan = z.output<typeof signalPlanSchema>;

export function formatSignalPlan(plan: SignalPlan): string {
  return JSON.stringify(plan);
}

/** `null`: it was not recorded, or by a version that this one cannot read. */
export function parseSignalPlan(text: string | null): SignalPlan | null {
  return text === null ? null : (signalPlanSchema.safeParse(JSON.parse(text)).data ?? null);
}
