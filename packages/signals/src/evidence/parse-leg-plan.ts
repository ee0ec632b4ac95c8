import { decimal, INSTRUMENT_STATUSES, POSITION_MODES } from '@perpdesk/broker-core';
import { LEDGER_STATES } from '@perpdesk/journal/port';
import * as z from 'zod';
import { readAs } from '../book/read-as.ts';
import type { LegPlan } from './leg-plan.ts';

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

/** How an entry rests. */
const restSchema = z.object({
  policy: z.looseObject({ type: z.string() }),
  /** The alert said it itself. */
  isAsked: z.boolean(),
  /** Quote asset: what the orders' prices were reckoned from; `null`: none was known. */
  price: amount.nullable(),
  /** Base asset: of all orders together. */
  quantity: amount.nullable(),
  orders: z.array(z.object({ price: z.string(), quantity: z.string(), postOnly: z.boolean() })),
});

/** What is known of every signal and account. */
const context = {
  /** When it was planned, Unix ms. */
  at: z.number(),
  factor: amount,
  /** Of route and account together. */
  policy: json,
  ledger: z.object({
    owned: amount,
    unit: amount.nullable(),
    state: z.enum(LEDGER_STATES),
    entering: amount,
    taken: amount.prefault('0'),
    entries: z.number().default(0),
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
    isSideOpen: z.boolean().optional(),
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
  /** `null`: at the market, or no entry. */
  rests: restSchema.nullable(),
};
const told = { price: amount.nullable(), firedAt: z.number().nullable(), receivedAt: z.number() };

const stepSchema = z.object({
  type: z.literal('step'),
  ...context,
  /** Of the signal, as it was planned: `next` is zero where the leg closes all. */
  signal: z.object({ ...told, next: amount }),
  /** Signed, the strategy's units. */
  from: amount,
  sizedBy: amount.nullable(),
});
const wishSchema = z.object({
  type: z.literal('wish'),
  ...context,
  /** Of the signal, as it was planned: a limit order's price is none that the market must be near. */
  signal: z.object(told),
  /** Of the signal's wishes, from 0. */
  index: z.number(),
  isExit: z.boolean(),
  freeBalance: amount.nullable(),
  entryPrice: amount.nullable(),
  taken: amount,
  asked: amount.nullable(),
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
const legPlanSchema: z.ZodType<LegPlan> = z.discriminatedUnion('type', [stepSchema, wishSchema, quantitySchema]);

/** `null`: it was not recorded, or by a version that this one cannot read. */
export function parseLegPlan(text: string | null): LegPlan | null {
  return text === null ? null : readAs(legPlanSchema, text);
}
