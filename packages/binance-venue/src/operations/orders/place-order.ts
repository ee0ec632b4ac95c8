import type { Exchange } from '../../exchange/exchange.ts';
import type { VenueAccount } from '../../exchange/venue-account.ts';
import { writtenOrderJson } from '../../format/plain-order-json.ts';
import { place } from '../../orders/place.ts';
import { readPlainOrder } from '../../orders/read-plain-order.ts';
import type { AccountOperation } from '../operation.ts';
import { listedSymbol, type Params, word } from '../params.ts';

const ONE_ORDER = { per10s: 1, perMinute: 1 };

/** `ACK` tells the order as it was accepted; `RESULT` its end where it has one at once (MARKET, IOC, FOK). */
export function runPlaceOrder(exchange: Exchange, account: VenueAccount, params: Params): unknown {
  const answers = word(params, 'newOrderRespType', ['ACK', 'RESULT']) ?? 'ACK';
  const { record, accepted } = place(account, readPlainOrder(exchange, account, params));
  const { type, timeInForce } = accepted;
  const isImmediate = type === 'market' || timeInForce === 'ioc' || timeInForce === 'fok';
  const order = answers === 'RESULT' && isImmediate ? record.order : accepted;
  return writtenOrderJson(record, order, listedSymbol(exchange, params).instrument);
}

export const placeOrder: AccountOperation = {
  name: 'POST /fapi/v1/order',
  security: 'signed',
  weight: 0,
  orders: ONE_ORDER,
  isMatched: true,
  run: runPlaceOrder,
};

/** Checks an order as `POST /fapi/v1/order` does, but for what only matching finds, and does not place it. */
export const testOrder: AccountOperation = {
  name: 'POST /fapi/v1/order/test',
  security: 'signed',
  weight: 1,
  run(exchange, account, params) {
    const { request, terms } = readPlainOrder(exchange, account, params);
    const { clientOrderId, symbol, positionSide } = request;
    return {
      orderId: 0,
      symbol,
      status: 'NEW',
      clientOrderId,
      price: request.price?.toFixed() ?? '0',
      avgPrice: '0.00',
      origQty: request.quantity?.toFixed() ?? '0',
      executedQty: '0',
      cumQty: '0',
      cumQuote: '0',
      timeInForce: terms.timeInForce,
      type: request.type === 'market' ? 'MARKET' : 'LIMIT',
      reduceOnly: request.reduceOnly === true,
      closePosition: false,
      side: request.side === 'buy' ? 'BUY' : 'SELL',
      positionSide: positionSide === 'net' ? 'BOTH' : positionSide.toUpperCase(),
      stopPrice: '0',
      workingType: terms.workingType,
      priceProtect: terms.priceProtect,
      origType: request.type === 'market' ? 'MARKET' : 'LIMIT',
      priceMatch: terms.priceMatch,
      selfTradePreventionMode: terms.selfTradePreventionMode,
      goodTillDate: 0,
      updateTime: exchange.clock.now(),
    };
  },
};
