import { z } from 'zod';
import { id, optionalAmount, optionalId, time } from './fields.ts';

const text = z.string();

/** ALGO_UPDATE: one step of a conditional order. */
export const algoUpdateSchema = z.object({
  E: time,
  T: time,
  o: z.object({
    caid: text,
    aid: id,
    o: text,
    s: text,
    S: text,
    ps: text,
    f: text,
    q: optionalAmount,
    X: text,
    /** The plain order's id; empty before. */
    ai: optionalId,
    ap: optionalAmount,
    aq: optionalAmount,
    tp: optionalAmount,
    p: optionalAmount,
    wt: text.optional(),
    cp: z.boolean().optional(),
    R: z.boolean().optional(),
    gtd: time.optional(),
    /** Why it was refused. */
    rm: text.nullish(),
    /** Where a trailing stop begins to trail, and how far it lets the price go; not documented, read where they come. */
    AP: optionalAmount,
    cr: optionalAmount,
  }),
});
export type WireAlgoUpdate = z.output<typeof algoUpdateSchema>;
