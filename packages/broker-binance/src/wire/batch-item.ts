import { z } from 'zod';
import { orderSchema } from './order.ts';

const batchItemSchema = z.union([orderSchema, z.object({ code: z.int(), msg: z.string() })]);
/** One item of a batch's answer: the order, or why not. */
export type WireBatchItem = z.output<typeof batchItemSchema>;
export const batchItemsSchema = z.array(batchItemSchema);
