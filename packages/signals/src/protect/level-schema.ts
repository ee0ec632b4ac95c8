import { decimal } from '@perpdesk/broker-core';
import * as z from 'zod';
import type { WishPrice, WishProtect } from '../wish.ts';

const amount = z.string().transform((text) => decimal(text));

/** A price, or a way to it, as the journal keeps it. */
const levelSchema: z.ZodType<WishPrice> = z.union([
  z.object({ basis: z.literal('price'), price: amount }),
  z.object({ basis: z.literal('percent'), percent: amount }),
  z.object({ basis: z.literal('distance'), distance: amount }),
]);

/** Stops and targets of an alert, as the journal keeps them. */
export const protectSchema: z.ZodType<WishProtect> = z.object({
  stopLoss: levelSchema.nullable(),
  takeProfits: z.array(z.object({ at: levelSchema, share: amount.nullable() })),
});
