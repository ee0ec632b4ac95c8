import { decimal } from '@perpdesk/broker-core';
import * as z from 'zod';
import { entryRefusalSchema } from './entry-refusal-schema.ts';
import { protectSchema } from '../protect/level-schema.ts';
import { TRANSITIONS, type Signal } from '../signal.ts';
import type { WishSignal } from '../wish.ts';
import { orderSchema, type StoredOrder } from './stored-order.ts';
import { readAs } from './read-as.ts';
import { wishSignalSchema } from './stored-wish.ts';

const amount = z.string().transform((text) => decimal(text));
const signalSchema = z.object({
  id: z.string(),
  source: z.string(),
  routeId: z.string(),
  stream: z.string(),
  symbol: z.string(),
  transition: z.enum(TRANSITIONS),
  previous: amount.nullable(),
  before: amount.optional(),
  next: amount,
  price: amount.nullable(),
  orderType: z.enum(['market', 'limit']),
  leverage: amount.nullable().default(null),
  firedAt: z.number().nullable(),
  receivedAt: z.number(),
  protect: protectSchema.nullable().optional(),
  isTest: z.boolean().default(false),
  entryRefusal: entryRefusalSchema.optional(),
  notes: z.array(z.string()),
});
const storedSchema = z.object({
  signal: z.union([signalSchema, wishSignalSchema]),
  order: orderSchema.nullable(),
  relay: z.array(z.string()).nullable(),
});

/** What the inbox keeps of a signal. `order` and `relay` are `null` for alerts: their route says them. */
export interface StoredSignal {
  readonly signal: Signal | WishSignal;
  readonly order: StoredOrder | null;
  readonly relay: readonly string[] | null;
}

/**
 * The step that a signal is, where it is one.
 *
 * @throws {RangeError} for a wish: what plans steps was handed one.
 */
export function stepIn({ signal }: Pick<StoredSignal, 'signal'>): Signal {
  if ('wishes' in signal) throw new RangeError(`Signal ${signal.id} is a wish.`);
  return signal;
}

/** Decimals become plain decimal text. */
export function formatStoredSignal(stored: StoredSignal): string {
  return JSON.stringify(stored);
}

/** @throws {Error} if the text is not of this engine. */
export function parseStoredSignal(text: string): StoredSignal {
  return storedSchema.parse(JSON.parse(text));
}

/** The same for whoever only looks; `null`: there is none, or it is not of this engine. */
export function readStoredSignal(text: string | null): StoredSignal | null {
  return text === null ? null : readAs(storedSchema, text);
}
