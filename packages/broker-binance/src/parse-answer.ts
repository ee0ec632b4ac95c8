import { BrokerError, type ClientOrderId } from '@perpdesk/broker-core';
import type { z } from 'zod';
import { restateError } from './restate-error.ts';

/** Whose answer it is. */
export interface Asked {
  readonly operation: string;
  readonly clientOrderId?: ClientOrderId;
}

/**
 * The answer's body as the schema reads it.
 *
 * @throws {BrokerError} `venue-error`: outcome unknown, since the exchange said yes to something that we cannot read.
 */
export function parseAnswer<T>(schema: z.ZodType<T>, body: unknown, { operation, clientOrderId }: Asked): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined ? 'the body' : `${issue.path.join('.') || 'the body'}: ${issue.message}`;
  throw new BrokerError('venue-error', {
    operation,
    message: `Binance's answer to ${operation} has another shape than documented (${where}). Look at the account before going on.`,
    ...(clientOrderId === undefined ? {} : { clientOrderId }),
  });
}

/** What a mapper makes of an answer: a word that it does not know is this call's failure. @throws {BrokerError} `venue-error`. */
export function mapAnswer<W, T>(wire: W, map: (wire: W) => T, { operation, clientOrderId }: Asked): T {
  try {
    return map(wire);
  } catch (error) {
    if (!BrokerError.is(error)) throw error;
    throw restateError(error, { operation, ...(clientOrderId === undefined ? {} : { clientOrderId }) });
  }
}
