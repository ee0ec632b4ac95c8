import { BrokerError, silentLogger, systemClock, toClientOrderId, type Logger } from '@perpdesk/broker-core';
import type { RestCall, WsApiCall } from './call.ts';
import { createTransport, type Transport, type TransportOptions } from './transport.ts';

/** From facts A8: Binance's own example of a signature. */
export const API_KEY = 'dbefbc809e3e83c283a984c3a1459732ea7db1360ca80c5c2c8867408d28cc83';
export const SECRET_KEY = '2b5eb11e18796d12d88f13dc27dbbd02c2cc51ff7059765ed9821957d82bb4d9';
export const CLIENT_ORDER_ID = toClientOrderId('desk-1');

/** An order as the adapter sends it. */
export const PLACE: RestCall = {
  operation: 'placeOrder',
  method: 'POST',
  path: '/fapi/v1/order',
  security: 'signed',
  params: { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '0.010', newClientOrderId: CLIENT_ORDER_ID },
  weight: 0,
  orders: 1,
  validity: { fromAt: 1_700_000_000_000, untilAt: 1_700_000_005_000 },
  clientOrderId: CLIENT_ORDER_ID,
};
export const READ: RestCall = {
  operation: 'getOrder',
  method: 'GET',
  path: '/fapi/v1/order',
  security: 'signed',
  params: { symbol: 'BTCUSDT', orderId: '8389765519993908929' },
  weight: 1,
};
export const WS_PLACE: WsApiCall = {
  operation: 'placeOrder',
  method: 'order.place',
  params: { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '0.010', newClientOrderId: CLIENT_ORDER_ID },
  weight: 0,
  orders: 1,
  validity: { fromAt: 1_700_000_000_000, untilAt: 1_700_000_005_000 },
  clientOrderId: CLIENT_ORDER_ID,
};

/** A transport at hosts of a test; both where only one is given. */
export function transportAt(
  { rest = '127.0.0.1:9', wsApi = '127.0.0.1:9' }: { readonly rest?: string; readonly wsApi?: string },
  options: Partial<TransportOptions> = {},
): Transport {
  return createTransport({
    endpoints: { rest: `http://${rest}`, wsApi: `ws://${wsApi}` },
    credentials: { apiKey: API_KEY, secretKey: SECRET_KEY },
    clock: systemClock,
    logger: silentLogger,
    random: () => 0.5,
    ...options,
  });
}

export async function failureOf(work: Promise<unknown>): Promise<BrokerError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!BrokerError.is(error)) throw new Error('it did not fail as a BrokerError', { cause: error });
  return error;
}

export interface LogLine {
  readonly level: keyof Logger;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>> | undefined;
}

/** A logger that remembers. */
export function recordLogs(): { readonly logger: Logger; readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const at = (level: keyof Logger) => (message: string, fields?: Readonly<Record<string, unknown>>) =>
    void lines.push({ level, message, fields });
  return { logger: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }, lines };
}
