import { decimal } from '@perpdesk/broker-core';
import { z } from 'zod';
import { amount } from './fields.ts';

/** Where Binance itself writes a JSON number (brackets, rates): its shortest text is what was written. No order is made of it. */
export const number = z.union([z.number().transform((value) => decimal(String(value))), amount]);
