import { entryRefusalSchema } from './entry-refusal-schema.ts';
import { decimal, SIDES } from '@perpdesk/broker-core';
import * as z from 'zod';
import { WISH_ORDER_TYPES, type WishSignal } from '../wish.ts';

const amount = z.string().transform((text) => decimal(text));
const side = z.enum(['long', 'short']);

const size = z.discriminatedUnion('unit', [
  z.object({ unit: z.literal('strategy'), quantity: amount, of: amount.optional() }),
  z.object({ unit: z.literal('base'), quantity: amount }),
  z.object({ unit: z.literal('notional'), notional: amount }),
  z.object({ unit: z.literal('margin'), margin: amount }),
  z.object({ unit: z.enum(['equity-percent-notional', 'free-percent-margin', 'position-percent']), percent: amount }),
  z.object({ unit: z.literal('risk'), amount }),
]);
const price = z.discriminatedUnion('basis', [
  z.object({ basis: z.literal('price'), price: amount }),
  z.object({ basis: z.literal('percent'), percent: amount }),
  z.object({ basis: z.literal('distance'), distance: amount }),
]);
const wish = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hold'),
    direction: side,
    previous: z.enum(['long', 'short', 'flat']).nullable(),
    size: size.nullable(),
    includesClose: z.boolean(),
    leaves: amount.optional(),
  }),
  z.object({ type: z.literal('add'), direction: side.nullable(), size: size.nullable() }),
  z.object({ type: z.literal('reduce'), direction: side.nullable(), size }),
  z.object({ type: z.literal('close'), direction: side.nullable() }),
  z.object({ type: z.literal('stay') }),
  z.object({ type: z.literal('cancel'), tag: z.string().nullable() }),
  z.object({
    type: z.literal('order'),
    side: z.enum(SIDES),
    size,
    orderType: z.enum(WISH_ORDER_TYPES),
    price: price.nullable(),
    triggerPrice: price.nullable(),
    reduceOnly: z.boolean(),
    tag: z.string().nullable(),
  }),
]);

/** A stored alert of the modes `direction`, `order` and `command`. */
export const wishSignalSchema: z.ZodType<WishSignal> = z.object({
  id: z.string(),
  source: z.string(),
  routeId: z.string(),
  mode: z.enum(['direction', 'order', 'command']),
  stream: z.string(),
  symbol: z.string(),
  wishes: z.array(wish),
  protect: z
    .object({
      stopLoss: price.nullable(),
      takeProfits: z.array(z.object({ at: price, share: amount.nullable() })),
    })
    .nullable(),
  orderType: z.enum(['market', 'limit']),
  leverage: amount.nullable(),
  price: amount.nullable(),
  firedAt: z.number().nullable(),
  isToCome: z.boolean().optional(),
  receivedAt: z.number(),
  isTest: z.boolean(),
  entryRefusal: entryRefusalSchema.optional(),
  notes: z.array(z.string()),
});
