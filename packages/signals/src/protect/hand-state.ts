import * as z from 'zod';

export const handSchema = z.object({
  /** Quote asset. */
  stopLoss: z.string().nullable(),
  /** Quote asset, percent of the position; the shares are exact. Base asset in place of a share: of the owner's part. */
  takeProfits: z
    .union([
      z.literal('off'),
      z.array(z.object({ price: z.string(), share: z.string().nullable(), quantity: z.string().optional() })),
    ])
    .nullable(),
  /** Quote asset, percent of the best price. */
  trailing: z
    .union([z.literal('off'), z.object({ activation: z.string().nullable(), callback: z.string() })])
    .nullable(),
});

/**
 * What a person set by hand for a position; plain decimal text. `null`: as the route says, `off`: none.
 *
 * @useDeclaredType
 */
export type HandState = z.output<typeof handSchema>;

export const NO_HAND: HandState = { stopLoss: null, takeProfits: null, trailing: null };
