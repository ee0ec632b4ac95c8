import { isOpenOrder, type Order } from '@perpdesk/broker-core';
import type { Exchange } from '../../exchange/exchange.ts';
import type { ListedSymbol } from '../../exchange/listed-symbol.ts';
import type { OrderRecord } from '../../exchange/order-record.ts';
import type { VenueAccount } from '../../exchange/venue-account.ts';
import { writtenOrderJson } from '../../format/plain-order-json.ts';
import { sideWord } from '../../format/order-words.ts';
import { checkNotional, checkPrice, checkPriceBand, checkQuantity } from '../../orders/check-amounts.ts';
import { findPlainOrder } from '../../orders/find-order.ts';
import { matchPrice } from '../../orders/match-price.ts';
import { closes } from '../../orders/read-direction.ts';
import { toVenueRefusal } from '../../orders/refuse-engine.ts';
import { readTerms } from '../../orders/read-terms.ts';
import { rawNumber } from '../../to-json.ts';
import { VenueRefusal } from '../../venue-refusal.ts';
import type { AccountOperation } from '../operation.ts';
import {
  flag,
  listedSymbol,
  malformed,
  notRequired,
  optionalNumber,
  optionalText,
  type Params,
  requiredNumber,
  requiredText,
} from '../params.ts';
import { cancelRecord } from './cancel-order.ts';

const MOST_AMENDS = 10_000;
const MODIFY_ID = /^(0|[1-9]\d{0,18})$/;

export function runAmendOrder(exchange: Exchange, account: VenueAccount, params: Params): unknown {
  const listed = listedSymbol(exchange, params);
  const side = requiredText(params, 'side');
  const quantity = requiredNumber(params, 'quantity');
  const record = findPlainOrder(account, listed.instrument.symbol, params);
  if (record === null || !isOpenOrder(record.order)) throw new VenueRefusal(-2013, 'Order does not exist.');
  const { order } = record;
  checkAmendable(listed, record, params);
  if (side !== sideWord(order.side)) throw new VenueRefusal(-1130, "Data sent for parameter 'side' is not valid.");
  checkQuantity(quantity, listed.instrument, false);
  const price = readPrice(exchange, listed, order, params);
  if (order.quantity?.eq(quantity) === true && order.price?.eq(price) === true) {
    throw new VenueRefusal(-5027, 'No need to modify the order.');
  }
  if (!order.reduceOnly && !closes(order)) checkNotional(quantity.times(price), listed.instrument);
  const modifyId = readModifyId(params);
  const sent = modifyId === undefined ? {} : { modifyId };
  const { symbol, clientOrderId } = order;
  const { result } = account.submit({ type: 'amend', request: { symbol, clientOrderId, quantity, price } }, sent);
  if (!result.ok) {
    // a post-only order that would take is canceled by its amendment
    if (result.code !== 'post-only-rejected') throw toVenueRefusal(result);
    cancelRecord(account, record);
  }
  return {
    ...writtenOrderJson(record, record.order, listed.instrument),
    ...(modifyId === undefined ? {} : { modifyId: rawNumber(modifyId) }),
  };
}

/** The caller's own number of this amendment: given back, not looked at. */
function readModifyId(params: Params): string | undefined {
  const text = optionalText(params, 'modifyId');
  if (text !== undefined && !MODIFY_ID.test(text)) throw malformed('modifyId');
  return text;
}

function checkAmendable({ status }: ListedSymbol, { order, amendCount }: OrderRecord, params: Params): void {
  if (status !== 'TRADING') {
    throw new VenueRefusal(-5024, 'Symbol is not in trading status. Order amendment is not permitted.');
  }
  if (order.price === null) throw new VenueRefusal(-5025, 'Only limit order is supported.');
  if (amendCount >= MOST_AMENDS) throw new VenueRefusal(-5026, 'Exceed maximum modify order limit.');
  if (flag(params, 'reduceOnly') && !order.reduceOnly) {
    throw new VenueRefusal(-5047, 'The original order is not a reduce only order.');
  }
}

function readPrice(exchange: Exchange, listed: ListedSymbol, { side }: Order, params: Params) {
  const given = optionalNumber(params, 'price');
  const matched = matchPrice(exchange, listed, side, readTerms(params).priceMatch);
  if (given !== undefined && matched !== null) throw notRequired('price');
  const price = given ?? matched;
  if (price === null || price === undefined) throw malformed('price');
  checkPrice(price, listed.instrument);
  const tick = exchange.market.latest(listed.instrument.symbol);
  if (tick !== null) checkPriceBand(price, side, listed, tick.mark);
  return price;
}

export const amendOrder: AccountOperation = {
  name: 'PUT /fapi/v1/order',
  security: 'signed',
  weight: 1,
  orders: { per10s: 1, perMinute: 1 },
  isMatched: true,
  run: runAmendOrder,
};
