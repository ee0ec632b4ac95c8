import { z } from 'zod';
import { time, wholeNumber } from './fields.ts';

/** What every event has. `st` since the merge with COIN-M: 1 is USDⓈ-M, 2 COIN-M. */
export const eventSchema = z.object({ e: z.string(), E: time.optional(), st: wholeNumber.optional() });
