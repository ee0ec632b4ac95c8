import { BrokerError, type WriteOptions } from '@perpdesk/broker-core';
import type { BinanceOrderRequest } from '../binance-broker.ts';
import { orderParams } from '../map/order-params.ts';
import type { Session } from '../session.ts';
import { checkOrder } from './check-order.ts';
import { send } from './send.ts';

const OPERATION = 'testOrder';

/** Binance's own check of a plain order; nothing is placed. */
export async function testOrder(
  session: Session,
  given: BinanceOrderRequest,
  options: WriteOptions = {},
): Promise<void> {
  const { request } = await checkOrder(session, given, OPERATION, options);
  const { clientOrderId } = request;
  const { service, params } = orderParams(request, session.mode.positionMode);
  if (service === 'algo') {
    const message = `Binance tests plain orders alone, and ${request.type} is conditional.`;
    throw new BrokerError('unsupported', { operation: OPERATION, message, clientOrderId });
  }
  const path = '/fapi/v1/order/test';
  await send(session, { operation: OPERATION, method: 'POST', path, params, weight: 1, clientOrderId }, options);
}
