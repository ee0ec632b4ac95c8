import { decimal } from '@perpdesk/broker-core';
import { z } from 'zod';

/** Where Binance itself writes a JSON number (brackets): its shortest text is what was written. No order is made of it. */
export const number = z.union([
  z.number().transform((value) => decimal(String(value))),
  z.string().transform((text) => decimal(text)),
]);
