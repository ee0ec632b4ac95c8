import { z } from 'zod';
import { amount } from './fields.ts';

/** GET /fapi/v3/balance. */
export const balancesSchema = z.array(
  z.object({ asset: z.string(), balance: amount, crossUnPnl: amount, availableBalance: amount }),
);
export type WireBalance = z.output<typeof balancesSchema>[number];
