import { z } from 'zod';
import { amount, id, optionalAmount, time } from './fields.ts';

const text = z.string();

/** ORDER_TRADE_UPDATE: one step of a plain order, which may be the execution of a conditional one. */
export const orderTradeUpdateSchema = z.object({
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
    sp: optionalAmount,
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
    n: optionalAmount,
    T: time,
    t: id,
    m: z.boolean(),
    R: z.boolean(),
    wt: text.optional(),
    ps: text,
    cp: z.boolean().optional(),
    /** Where a trailing stop begins to trail, and how far it lets the price go. */
    AP: optionalAmount,
    cr: optionalAmount,
    rp: amount,
    gtd: time.optional(),
    /** Id of the strategy: of a conditional order's execution, its algo id. */
    si: id.optional(),
    /** `ALGO_CONDITION` there. */
    st: z.union([text, z.int()]).optional(),
    /** Why it expired, by number. */
    er: z.union([text, z.int()]).optional(),
  }),
});
export type WireOrderTradeUpdate = z.output<typeof orderTradeUpdateSchema>;
