import { type Decimal, decimal } from '@perpdesk/broker-core';
import * as z from 'zod';
import { readAs } from '../book/read-as.ts';
import { ROUTE_EXECUTIONS, type RouteExecution } from '../route.ts';
import { STEP_TYPES, type Step } from '../plan/classify-step.ts';

/** What was known when a signal was taken to its stream. */
export interface SignalPlan {
  /** Unix ms. */
  readonly at: number;
  /** What the desk had applied of the stream last; `null`: nothing. `lastPosition`: signed, the strategy's units. */
  readonly stream: { readonly lastPosition: Decimal; /** Unix ms. */ readonly lastFiredAt: number | null } | null;
  /** `null`: the signal tells no positions. */
  readonly step: Step | null;
  /** The route's. */
  readonly policy: {
    readonly execute: RouteExecution;
    /** For alerts that do not follow on the last. */
    readonly onGap: 'adopt' | 'hold';
    readonly firstSight: 'wait-flat' | 'adopt';
    readonly reorderWindowMs: number;
  };
  /** The route's. */
  readonly accounts: readonly string[];
  /** Those of them that only try. */
  readonly dry: readonly string[];
}

const amount = z.string().transform((text) => decimal(text));
const signalPlanSchema: z.ZodType<SignalPlan> = z.object({
  at: z.number(),
  stream: z.object({ lastPosition: amount, lastFiredAt: z.number().nullable() }).nullable(),
  step: z.object({ type: z.enum(STEP_TYPES), previous: amount }).nullable(),
  policy: z.object({
    execute: z.enum(ROUTE_EXECUTIONS),
    onGap: z.enum(['adopt', 'hold']),
    firstSight: z.enum(['wait-flat', 'adopt']),
    reorderWindowMs: z.number(),
  }),
  accounts: z.array(z.string()),
  dry: z.array(z.string()),
});

export function formatSignalPlan(plan: SignalPlan): string {
  return JSON.stringify(plan);
}

/** `null`: it was not recorded, or by a version that this one cannot read. */
export function parseSignalPlan(text: string | null): SignalPlan | null {
  return text === null ? null : readAs(signalPlanSchema, text);
}
