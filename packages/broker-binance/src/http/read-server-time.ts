import { BrokerError } from '@perpdesk/broker-core';
import { isRecord } from './is-record.ts';
import type { RestClient } from './rest-client.ts';

/**
 * The exchange's time, Unix ms, as one answer tells it. May use the reserve of the limits: proofs rest on it.
 *
 * @see https://developers.binance.com/docs/derivatives/usds-margined-futures/market-data/rest-api/Check-Server-Time (weight 1)
 */
export async function readServerTime(rest: RestClient, abortSignal?: AbortSignal): Promise<number> {
  const operation = 'getServerTime';
  const call = { operation, method: 'GET', path: '/fapi/v1/time', security: 'none', weight: 1 } as const;
  const signal = abortSignal === undefined ? {} : { abortSignal };
  const { body } = await rest.call({ ...call, priority: 'reduce', ...signal });
  const serverTime = isRecord(body) ? body['serverTime'] : undefined;
  if (typeof serverTime === 'number' && Number.isSafeInteger(serverTime)) return serverTime;
  throw new BrokerError('venue-error', { operation, message: 'Binance’s answer holds no server time. Ask again.' });
}
