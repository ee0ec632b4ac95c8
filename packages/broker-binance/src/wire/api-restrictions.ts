import { z } from 'zod';

/** GET /sapi/v1/account/apiRestrictions. */
export const apiRestrictionsSchema = z.object({
  ipRestrict: z.boolean(),
  enableWithdrawals: z.boolean(),
  enableFutures: z.boolean(),
});
