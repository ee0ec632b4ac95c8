import { decimal } from '@perpdesk/broker-core';
import * as z from 'zod';

const amount = z.string().transform((text) => decimal(text));
const side = z.enum(['net', 'long', 'short']);
const place = { brokerId: z.string(), positionSide: side };

/** Percent of the position; `null`: an even part of what the others leave. */
const targets = z.array(z.object({ price: amount, share: amount.nullable() }));

/** A person's order on one account, as the journal keeps it. Amounts in base asset, prices in quote asset. */
export const orderSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open'), ...place, quantity: amount.nullable(), fraction: amount.nullable() }),
  /** `fraction` of the position; both `null`: all of it. */
  z.object({ type: z.literal('close'), ...place, quantity: amount.nullable(), fraction: amount.nullable() }),
  /** Closes all of the side, then opens so much of the other. */
  z.object({ type: z.literal('reverse'), ...place, quantity: amount }),
  /** What is left out stays as it is. */
  z.object({
    type: z.literal('protect'),
    ...place,
    direction: z.enum(['long', 'short']),
    stopLoss: z.union([z.literal('off'), amount]).optional(),
    takeProfits: z.union([z.literal('off'), targets]).optional(),
    trailing: z.union([z.literal('off'), z.object({ activation: amount.nullable(), callback: amount })]).optional(),
  }),
  z.object({
    type: z.literal('cancel'),
    brokerId: z.string(),
    orders: z.array(z.object({ symbol: z.string(), clientOrderId: z.string(), venueOrderId: z.string() })),
  }),
  z.object({
    type: z.literal('setting'),
    brokerId: z.string(),
    setting: z.discriminatedUnion('name', [
      z.object({ name: z.literal('leverage'), value: z.number() }),
      z.object({ name: z.literal('margin-type'), value: z.enum(['isolated', 'cross']) }),
      z.object({ name: z.literal('position-mode'), value: z.enum(['one-way', 'hedge']) }),
    ]),
  }),
]);

export type StoredOrder = Readonly<z.output<typeof orderSchema>>;
export type OrderOf<T extends StoredOrder['type']> = Extract<StoredOrder, { readonly type: T }>;
