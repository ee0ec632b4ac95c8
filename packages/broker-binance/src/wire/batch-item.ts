import { z } from 'zod';
import { orderSchema } from './order.ts';

/** One item of a batch's answer: the order, or why not. */
export const batchItemsSchema = z.array(z.union([orderSchema, z.object({ code: z.int(), msg: z.string() })]));
