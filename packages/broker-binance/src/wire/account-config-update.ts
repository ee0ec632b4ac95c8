import { z } from 'zod';
import { time, wholeNumber } from './fields.ts';

/** ACCOUNT_CONFIG_UPDATE: a symbol's leverage, or the account's multi-assets mode. */
export const accountConfigUpdateSchema = z.object({
  E: time,
  ac: z.object({ s: z.string(), l: wholeNumber }).optional(),
  ai: z.object({ j: z.boolean() }).optional(),
});
