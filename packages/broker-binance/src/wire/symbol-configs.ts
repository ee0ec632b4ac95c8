import { z } from 'zod';
import { wholeNumber } from './fields.ts';

/** GET /fapi/v1/symbolConfig: the one place that tells leverage and margin type. */
export const symbolConfigsSchema = z.array(
  z.object({ symbol: z.string(), marginType: z.string(), leverage: wholeNumber }),
);
export type WireSymbolConfig = z.output<typeof symbolConfigsSchema>[number];
