import { z } from 'zod';
import { number } from './loose-number.ts';

const symbolBrackets = z.object({
  symbol: z.string(),
  brackets: z.array(
    z.object({
      initialLeverage: z.int(),
      notionalCap: number,
      notionalFloor: number,
      maintMarginRatio: number,
    }),
  ),
});
/** GET /fapi/v1/leverageBracket: a list, or one object where a symbol was asked for. */
export const leverageBracketsSchema = z.union([z.array(symbolBrackets), symbolBrackets.transform((one) => [one])]);
export type WireSymbolBrackets = z.output<typeof symbolBrackets>;
