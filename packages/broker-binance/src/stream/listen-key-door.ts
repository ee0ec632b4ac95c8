import { BrokerError } from '@perpdesk/broker-core';
import { z } from 'zod';
import type { RestCall } from '../http/call.ts';
import type { RestClient } from '../http/rest-client.ts';
import { listenKeySchema } from '../wire/listen-key.ts';
import type { ListenKeyDoor } from './listen-key.ts';

const keptSchema = z.object({ listenKey: z.string().min(1).optional() });

const CALL = {
  operation: 'connect',
  path: '/fapi/v1/listenKey',
  security: 'key',
  weight: 1,
  priority: 'reduce',
} as const;

/** @see https://developers.binance.com/docs/derivatives/usds-margined-futures/user-data-streams (weight 1 each) */
export function createListenKeyDoor(rest: Pick<RestClient, 'call'>): ListenKeyDoor {
  const ask = async <T>(method: RestCall['method'], schema: z.ZodType<T>): Promise<T> => {
    const { body } = await rest.call({ ...CALL, method });
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    // never with the body: it may hold the key
    const message = 'Binance answered without a listen key. Connect again.';
    throw new BrokerError('venue-error', { operation: CALL.operation, message });
  };
  return {
    create: async () => (await ask('POST', listenKeySchema)).listenKey,
    keepAlive: async () => (await ask('PUT', keptSchema)).listenKey ?? null,
  };
}
