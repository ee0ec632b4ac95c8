import { BrokerError, type ClientOrderId } from '@perpdesk/broker-core';
import type { z } from 'zod';

/**
 * The answer's body as the schema reads it.
 *
 * @throws {BrokerError} `venue-error`: outcome unknown, since the exchange said yes to something that we cannot read.
 */
export function parseAnswer<T>(
  schema: z.ZodType<T>,
  body: unknown,
  { operation, clientOrderId }: { readonly operation: string; readonly clientOrderId?: ClientOrderId },
): T {
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
