import { decimal, INSTRUMENT_STATUSES, POSITION_MODES } from '@perpdesk/broker-core';
import { LEDGER_STATES } from '@perpdesk/journal/port';
import * as z from 'zod';
import type { EntryOrder } from '../entries/entry-orders.ts';
import type { QuantityInput, QuantityResult } from '../plan/plan-quantity.ts';
import type { PlanInput, PlanResult } from '../plan/plan-types.ts';
import type { EntryPolicy } from '../route.ts';

/** What a leg was planned from, and what came out. */
export type PlanBasis =
  | { readonly type: 'step'; readonly input: PlanInput; readonly out: PlanResult }
  | { readonly type: 'quantity'; readonly input: QuantityInput; readonly out: QuantityResult };

/** How the leg's entry rests; `null` where it goes at the market, or is none. */
export interface EntryPlan {
  readonly policy: EntryPolicy;
  readonly orders: readonly EntryOrder[];
}

const amount = z.string().transform((text) => decimal(text));
const json = z.record(z.string(), z.json());
const instrumentSchema = z
  .object({
    symbol: z.string(),
    baseAsset: z.string(),
    quoteAsset: z.string(),
    settleAsset: z.string(),
    status: z.enum(INSTRUMENT_STATUSES),
    tickSize: amount,
    stepSize: amount,
    minQuantity: amount,
    maxQuantity: amount,
    maxMarketQuantity: amount,
    minNotional: amount,
    minPrice: amount,
    maxPrice: amount,
    maxLeverage: z.number(),
  })
  .nullable();
const stepSchema = z.object({
  type: z.literal('step'),
  /** Unix ms. */
  at: z.number(),
  /** Of the signal, as it was planned: `next` is zero where the leg closes all. */
  signal: z.object({
    next: amount,
    price: amount.nullable(),
    firedAt: z.number().nullable(),
    receivedAt: z.number(),
  }),
  /** Signed, the strategy's units. */
  from: amount,
  sizedBy: amount.nullable(),
  factor: amount,
  /** Of route and account together, as JSON. */
  policy: json,
  ledger: z.object({
    owned: amount,
    unit: amount.nullable(),
    state: z.enum(LEDGER_STATES),
    entering: amount,
  }),
  account: z.object({
    positionMode: z.enum(POSITION_MODES),
    instrument: instrumentSchema,
    isReady: z.boolean(),
    equity: amount.nullable(),
    leverage: z.number().nullable(),
    position: amount,
    markPrice: amount.nullable(),
    openPositions: z.number(),
    symbolNotional: amount,
    totalNotional: amount,
    dailyPnl: amount.nullable(),
    closedAt: z.number().nullable(),
  }),
  gates: z.object({
    paused: z.boolean(),
    halted: z.boolean().default(false),
    panicBlocked: z.boolean(),
    otherOwner: z.string().nullable(),
  }),
  out: json,
  orders: z.array(json).nullable(),
});
const quantitySchema = z.object({
  type: z.literal('quantity'),
  at: z.number(),
  input: z.object({
    instrument: instrumentSchema,
    position: amount,
    quantity: amount.nullable(),
    fraction: amount.nullable(),
    remaining: amount.nullable(),
  }),
  out: json,
});
const legPlanSchema = z.discriminatedUnion('type', [stepSchema, quantitySchema]);

export type LegPlan = z.output<typeof legPlanSchema>;
export type StepPlan = z.output<typeof stepSchema>;
export type QuantityPlan = z.output<typeof quantitySchema>;

/** No text in it is longer: names come from alerts. */
const MAX_TEXT = 500;

/** At most some 3 kB, of amounts, names and limits; no secret is among what planning knows. */
export function formatLegPlan(basis: PlanBasis, at: number, entry: EntryPlan | null): string {
  return JSON.stringify(toRecord(basis, at, entry), (_, value: unknown) =>
    typeof value === 'string' && value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT - 1)}…` : value,
  );
}

function toRecord(basis: PlanBasis, at: number, entry: EntryPlan | null): object {
  if (basis.type === 'quantity') return { ...basis, at };
  const { signal, effectivePrevious, sizedBy, route, factor, ledger, account, gates } = basis.input;
  const { next, price, firedAt, receivedAt } = signal;
  return {
    type: basis.type,
    at,
    signal: { next, price, firedAt, receivedAt },
    from: effectivePrevious,
    sizedBy,
    factor,
    policy: entry === null ? route : { ...route, entry: entry.policy },
    ledger,
    account,
    gates,
    out: basis.out,
    orders: entry?.orders ?? null,
  };
}

/** @throws {Error} if the text is not of this engine. */
export function parseLegPlan(text: string): LegPlan {
  return legPlanSchema.parse(JSON.parse(text));
}
