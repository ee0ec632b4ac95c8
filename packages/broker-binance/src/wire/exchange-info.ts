import { z } from 'zod';
import { amount, wholeNumber } from './fields.ts';

const filter = z.discriminatedUnion('filterType', [
  z.object({ filterType: z.literal('PRICE_FILTER'), minPrice: amount, maxPrice: amount, tickSize: amount }),
  z.object({ filterType: z.literal('LOT_SIZE'), minQty: amount, maxQty: amount, stepSize: amount }),
  z.object({ filterType: z.literal('MARKET_LOT_SIZE'), minQty: amount, maxQty: amount, stepSize: amount }),
  z.object({ filterType: z.literal('MIN_NOTIONAL'), notional: amount }),
  z.object({ filterType: z.literal('PERCENT_PRICE'), multiplierUp: amount, multiplierDown: amount }),
]);
/** Filters that nothing here goes by. */
const otherFilter = z.object({ filterType: z.string() }).transform(() => null);

export const symbolSchema = z.object({
  symbol: z.string(),
  contractType: z.string(),
  status: z.string(),
  baseAsset: z.string(),
  quoteAsset: z.string(),
  marginAsset: z.string(),
  requiredMarginPercent: amount,
  filters: z.array(z.union([filter, otherFilter])),
});
export type WireSymbol = z.output<typeof symbolSchema>;

/** GET /fapi/v1/exchangeInfo. Symbols are read one by one: one that is odd takes no others with it. */
export const exchangeInfoSchema = z.object({
  rateLimits: z.array(
    z.object({ rateLimitType: z.string(), interval: z.string(), intervalNum: wholeNumber, limit: wholeNumber }),
  ),
  symbols: z.array(z.unknown()),
});
export type WireRateLimit = z.output<typeof exchangeInfoSchema>['rateLimits'][number];
