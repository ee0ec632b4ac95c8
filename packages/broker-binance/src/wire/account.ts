import { z } from 'zod';
import { amount } from './fields.ts';

/** GET /fapi/v3/account. */
export const accountSchema = z.object({
  totalInitialMargin: amount,
  totalMaintMargin: amount,
  totalWalletBalance: amount,
  totalUnrealizedProfit: amount,
  totalMarginBalance: amount,
  availableBalance: amount,
  assets: z.array(
    z.object({
      asset: z.string(),
      walletBalance: amount,
      unrealizedProfit: amount,
      availableBalance: amount,
    }),
  ),
});
export type WireAccount = z.output<typeof accountSchema>;
