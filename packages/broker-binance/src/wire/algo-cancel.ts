import { z } from 'zod';
import { id } from './fields.ts';

/** The answer to DELETE /fapi/v1/algoOrder: ids and a code that is text. Any other code is no yes. */
export const algoCancelSchema = z.object({
  algoId: id,
  clientAlgoId: z.string(),
  code: z.union([z.literal('200'), z.literal(200)]),
});
