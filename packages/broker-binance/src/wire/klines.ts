import { z } from 'zod';
import { amount, time } from './fields.ts';

/** GET /fapi/v1/klines: opening time, open, high, low, close, and more that is not read. */
export const klinesSchema = z.array(z.tuple([time, amount, amount, amount, amount]).rest(z.unknown()));
