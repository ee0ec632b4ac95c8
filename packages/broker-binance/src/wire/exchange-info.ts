import { z } from 'zod';
import { amount } from './fields.ts';

const lot = { minQty: amount, maxQty: amount, stepSize: amount };
const ruleFilter = z.discriminatedUnion('filterType', [
  z.object({ filterType: z.literal('PRICE_FILTER'), minPrice: amount, maxPrice: amount, tickSize: amount }),
  z.object({ filterType: z.literal('LOT_SIZE'), ...lot }),
  z.object({ filterType: z.literal('MARKET_LOT_SIZE'), ...lot }),
  z.object({ filterType: z.literal('MIN_NOTIONAL'), notional: amount }),
  z.object({ filterType: z.literal('PERCENT_PRICE'), multiplierUp: amount, multiplierDown: amount }),
]);
const RULES: readonly string[] = ['PRICE_FILTER', 'LOT_SIZE', 'MARKET_LOT_SIZE', 'MIN_NOTIONAL', 'PERCENT_PRICE'];
/** Filters that nothing here goes by; one that orders go by has to be read, or the symbol is not. */
const otherFilter = z
  .object({ filterType: z.string().refine((type) => !RULES.includes(type), 'expected the fields of this filter') })
  .transform(() => null);

export const symbolSchema = z.object({
  symbol: z.string(),
  contractType: z.string(),
  status: z.string(),
  baseAsset: z.string(),
  quoteAsset: z.string(),
  marginAsset: z.string(),
  filters: z.array(z.union([ruleFilter, otherFilter])),
});
export type WireSymbol = z.output<typeof symbolSchema>;

/** GET /fapi/v1/exchangeInfo. Symbols are read one by one: one that is odd takes no others with it. */
export const exchangeInfoSchema = z.object({ symbols: z.array(z.unknown()) });
