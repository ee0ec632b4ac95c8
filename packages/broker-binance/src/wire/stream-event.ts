import { z } from 'zod';
import { amount, id, time, wholeNumber } from './fields.ts';

/** What every event has. `st` since the merge with COIN-M: 1 is USDⓈ-M, 2 COIN-M. */
export const eventSchema = z.object({ e: z.string(), E: time.optional(), st: wholeNumber.optional() });

const text = z.string();
/** Empty where there is none. */
const maybeAmount = z.union([z.literal('').transform(() => undefined), amount]).optional();

/** ORDER_TRADE_UPDATE. */
export const orderUpdateSchema = z.object({
  E: time,
  T: time,
  o: z.object({
    s: text,
    c: text,
    S: text,
    o: text,
    f: text,
    q: amount,
    p: amount,
    ap: amount,
    sp: maybeAmount,
    /** Execution type. */
    x: text,
    X: text,
    i: id,
    /** Last filled quantity. */
    l: amount,
    /** Filled in all. */
    z: amount,
    L: amount,
    /** Fee asset and fee; missing on some orders that the exchange makes. */
    N: text.nullish(),
    n: maybeAmount,
    T: time,
    t: id,
    m: z.boolean(),
    R: z.boolean(),
    wt: text.optional(),
    ot: text.optional(),
    ps: text,
    cp: z.boolean().optional(),
    rp: amount,
    gtd: time.optional(),
    /** Id of the strategy: of a conditional order's execution, its algo id. */
    si: id.optional(),
    /** `ALGO_CONDITION` there. */
    st: z.union([text, z.int()]).optional(),
    /** Why it expired. */
    er: z.union([text, z.int()]).optional(),
  }),
});
export type WireOrderUpdate = z.output<typeof orderUpdateSchema>;

/** ALGO_UPDATE. */
export const algoUpdateSchema = z.object({
  E: time,
  T: time,
  o: z.object({
    caid: text,
    aid: id,
    at: text.optional(),
    o: text,
    s: text,
    S: text,
    ps: text,
    f: text,
    q: maybeAmount,
    X: text,
    /** The plain order's id; empty before. */
    ai: z.union([text, z.int()]).transform(String).optional(),
    ap: maybeAmount,
    aq: maybeAmount,
    tp: maybeAmount,
    p: maybeAmount,
    wt: text.optional(),
    cp: z.boolean().optional(),
    R: z.boolean().optional(),
    tt: time.optional(),
    gtd: time.optional(),
    rm: text.optional(),
    /** Where a trailing stop begins to trail, and how far it lets the price go. */
    AP: maybeAmount,
    cr: maybeAmount,
  }),
});
export type WireAlgoUpdate = z.output<typeof algoUpdateSchema>;

/** ACCOUNT_UPDATE: what has changed alone. */
export const accountUpdateSchema = z.object({
  E: time,
  T: time,
  a: z.object({
    m: text,
    B: z.array(z.object({ a: text, wb: amount })).optional(),
    P: z.array(z.object({ s: text, pa: amount, ep: amount, up: amount, mt: text, ps: text })).optional(),
  }),
});

/** ACCOUNT_CONFIG_UPDATE: a symbol's leverage, or the account's multi-assets mode. */
export const accountConfigUpdateSchema = z.object({
  E: time,
  T: time.optional(),
  ac: z.object({ s: text, l: wholeNumber }).optional(),
  ai: z.object({ j: z.boolean() }).optional(),
});

export const marginCallSchema = z.object({ E: time, p: z.array(z.object({ s: text })) });
