import { TRIGGER_PRICE_TYPES } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import * as z from 'zod';
import { protectSchema } from '../protect/level-schema.ts';
import { readAs } from './read-as.ts';

/**
 * What an intent is for, stored as JSON in its row.
 *
 * `step`: what its signal asks of the stream on this account, planned from what is owned when its turn comes.
 * `wish`: what one wish of its signal asks of the stream on this account, likewise.
 * `quantity`: takes so much off the real position. `zero`: leaves the stream nothing. `stop`, `target`, `trailing`:
 * protects what the stream owns.
 */
const goalSchema = z.object({
  work: z.enum(['step', 'quantity', 'zero', 'stop', 'target', 'trailing', 'wish']),
  /** Lane order; rows of one piece of work share it. */
  order: z.number(),
  /** Of the stream, for client order ids. */
  sequence: z.number(),
  streamCode: z.string(),
  cause: z.enum(['signal', 'operator', 'protect', 'panic', 'drift']),
  /** `step`: the strategy's position before the signal, signed, its units. */
  previous: z.string().nullable(),
  /** `step`: the strategy's position, in its units, that an OPEN's size is for; `null`: the signal's own. */
  sizedBy: z.string().nullable().default(null),
  /** `quantity`: base asset still to take before this order; `null` before it was planned. */
  remaining: z.string().nullable(),
  /** `step`: of an entry that takes the place of one that was not sent. */
  replaces: z
    .object({
      /** Its stop and targets: they count where the entry's own alert names none. */
      protect: protectSchema.nullable(),
      /** Quote asset: its alert said that it rests there. */
      restsAt: z.string().nullable(),
      /** The entry's own alert only reduces: what it says of the order's type, and faults of it, are none of an entry. */
      isReduced: z.boolean(),
    })
    .optional(),
  /** An entry's order whose size is fixed already: it rests, or is what became of one that did. */
  entry: z
    .object({
      /** Quote asset; `null`: at the market. */
      price: z.string().nullable(),
      /** Base asset, of this order. */
      quantity: z.string(),
      /** Unix ms. */
      expiresAt: z.number(),
      postOnly: z.boolean(),
    })
    .nullable()
    .default(null),
  /** `wish`: which part of its signal it is for. */
  wish: z
    .object({
      /** Of the signal's wishes, from 0. */
      index: z.number(),
      /** Base asset, ≥ 0: what earlier orders of this exit have closed. */
      taken: z.string(),
      /** Base asset: what the whole wish was worth when its exit was planned first; `null`: before that. */
      asked: z.string().nullable(),
      /** An exit that waits for the entries of its stream that were planned before it. */
      isPatient: z.boolean(),
    })
    .optional(),
  /** How often an order of it was sent anew after its absence was proven. */
  resends: z.number(),
  /** Refusals in a row, for the wait before the next try of an exit. */
  failures: z.number(),
  /** Of an exit of which nobody can say what became: base asset that a comparison found gone meanwhile. It counts as the exit's. */
  gone: z.string().optional(),
  /** An exit's order in one-way mode; `false`: the net position may grow by it. Absent: it can only reduce. */
  reduceOnly: z.boolean().optional(),
  /** Of what protects, and of entries that rest: it is being canceled. */
  leaving: z.boolean(),
  /** Of entries that rest: the desk cancels it for its time or its price, and what is left goes on. Canceled by others, it ends. */
  goesOn: z.boolean().optional(),
  /** Of entries: the intent whose order was the first of those that went on one from another to this one. */
  follows: z.string().optional(),
  /** Of entries: who takes it back by hand, `user:<id>`. */
  canceledBy: z.string().optional(),
  /** Of entries: somebody called /panic after it was sent. It is not sent again, nor continued, after they resumed either. */
  isPanicked: z.boolean().optional(),
  /** Of what protects. */
  protect: z
    .object({
      triggerBy: z.enum(TRIGGER_PRICE_TYPES),
      /** Of targets: which one, 0 the first. */
      target: z.number().nullable(),
      /** Of a trailing stop: percent of the best price. */
      callback: z.string().nullable(),
      /** Quote asset: it trails at once, as the price was past that already; `null`: no other was refused before it. */
      passed: z.string().nullable().optional(),
    })
    .optional(),
  /** A person is asked before anything is sent; left out: nobody is. */
  asks: z
    .object({
      /** `new`: its card is not told yet. `waiting`: nobody answered. `placed`: somebody said yes. */
      state: z.enum(['new', 'waiting', 'placed']),
      /** Base asset: what the card said; `null`: it was not known then. */
      planned: z.string().nullable(),
      /** Base asset: what the person made of it; `null`: as planned. */
      quantity: z.string().nullable(),
      /** Who said yes. */
      by: z.string().nullable(),
    })
    .optional(),
});
export type Goal = z.output<typeof goalSchema>;
export type Ask = NonNullable<Goal['asks']>;

/** A goal that nothing was done for yet. */
export function newGoal(
  given: Pick<Goal, 'work' | 'order' | 'sequence' | 'streamCode' | 'cause'> & Partial<Goal>,
): Goal {
  return {
    previous: null,
    sizedBy: null,
    remaining: null,
    entry: null,
    resends: 0,
    failures: 0,
    leaving: false,
    ...given,
  };
}

/** Rows keep their text from version to version: most are read once. */
const parsed = new Map<string, Goal>();
const MAX_PARSED = 10_000;

/** @throws {Error} if the row's goal is not of this engine. */
export function goalOf(row: Pick<IntentRow, 'goal'>): Goal {
  const known = parsed.get(row.goal);
  if (known !== undefined) return known;
  return remember(row.goal, goalSchema.parse(JSON.parse(row.goal)));
}

function remember(text: string, goal: Goal): Goal {
  if (parsed.size >= MAX_PARSED) parsed.clear();
  parsed.set(text, goal);
  return goal;
}

export function isReadableGoal(row: Pick<IntentRow, 'goal'>): boolean {
  return parsed.has(row.goal) || readAs(goalSchema, row.goal) !== null;
}

export function formatGoal(goal: Goal): string {
  const text = JSON.stringify(goal);
  remember(text, goal);
  return text;
}
