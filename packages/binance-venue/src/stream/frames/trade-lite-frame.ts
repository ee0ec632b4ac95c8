import { type Fill, type Instrument, type Order } from '@perpdesk/broker-core';
import type { OrderRecord } from '../../exchange/order-record.ts';
import { formatWirePrice, formatWireQuantity } from '../../format/numbers.ts';
import { sideWord } from '../../format/order-words.ts';
import { plainQuantity } from '../../format/plain-order-json.ts';
import { rawNumber } from '../../to-json.ts';
import type { Frame } from './frame.ts';

/** TRADE_LITE: a fill in brief, told before the account and the order are; its amounts are padded as those of REST. */
export function tradeLiteFrame(record: OrderRecord, order: Order, fill: Fill, instrument: Instrument): Frame {
  const at = fill.venueAt;
  return {
    type: 'TRADE_LITE',
    clientOrderId: order.clientOrderId,
    body: {
      e: 'TRADE_LITE',
      E: at,
      T: at,
      s: order.symbol,
      q: formatWireQuantity(plainQuantity(record, order), instrument),
      p: formatWirePrice(order.price, instrument),
      m: fill.isMaker,
      c: order.clientOrderId,
      S: sideWord(order.side),
      L: formatWirePrice(fill.price, instrument),
      l: formatWireQuantity(fill.quantity, instrument),
      t: rawNumber(fill.tradeId),
      i: rawNumber(record.orderId ?? '0'),
    },
  };
}
