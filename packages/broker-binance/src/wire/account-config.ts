import { z } from 'zod';

/** GET /fapi/v1/accountConfig. */
export const accountConfigSchema = z.object({
  canTrade: z.boolean(),
  dualSidePosition: z.boolean(),
  multiAssetsMargin: z.boolean(),
});
export type WireAccountConfig = z.output<typeof accountConfigSchema>;
