import { type Fill, type Instrument, type Order, ZERO } from '@perpdesk/broker-core';
import type { OrderRecord } from '../../exchange/order-record.ts';
import { formatAveragePrice, formatMoney, formatWirePrice, formatWireQuantity } from '../../format/numbers.ts';
import { executionTypeWord, positionSideWord, sideWord, statusWord, typeWord } from '../../format/order-words.ts';
import { plainQuantity } from '../../format/plain-order-json.ts';
import { rawNumber } from '../../to-json.ts';
import type { Frame } from './frame.ts';

/** What happened to an order, in Binance's words. */
export type ExecutionWord = 'NEW' | 'TRADE' | 'CALCULATED' | 'CANCELED' | 'EXPIRED' | 'AMENDMENT';

export interface OrderMoment {
  readonly record: OrderRecord;
  /** As it stood then. */
  readonly order: Order;
  readonly instrument: Instrument;
  readonly execution: ExecutionWord;
  readonly fill: Fill | null;
  /** Quote asset, `null` before the first fill. */
  readonly averagePrice: Order['averageFillPrice'];
  /** Unix ms. */
  readonly at: number;
}

/**
 * ORDER_TRADE_UPDATE. The execution of a conditional order is a plain order of its own id that names that order by `c` and
 * `si`, as captured on production in March 2026.
 */
export function orderFrame(moment: OrderMoment): Frame {
  const { record, order, instrument, execution, fill, averagePrice, at } = moment;
  const { terms, algoId, orderId } = record;
  const isExecution = algoId !== null;
  const type = executionTypeWord(order);
  const status = execution === 'NEW' ? 'NEW' : statusWord(order.status);
  return {
    type: 'ORDER_TRADE_UPDATE',
    body: {
      e: 'ORDER_TRADE_UPDATE',
      T: at,
      E: at,
      o: {
        s: order.symbol,
        c: order.clientOrderId,
        S: sideWord(order.side),
        o: type,
        f: terms.timeInForce,
        q: formatWireQuantity(plainQuantity(record, order), instrument),
        p: formatWirePrice(order.price ?? ZERO, instrument),
        ap: formatAveragePrice(averagePrice ?? ZERO, instrument),
        sp: '0',
        x: execution,
        X: status,
        i: rawNumber(orderId ?? '0'),
        l: formatWireQuantity(fill?.quantity ?? ZERO, instrument),
        z: formatWireQuantity(execution === 'NEW' ? ZERO : order.filledQuantity, instrument),
        L: formatWirePrice(fill?.price ?? ZERO, instrument),
        ...(fill === null ? {} : { n: formatMoney(fill.fee), N: fill.feeAsset }),
        T: at,
        t: rawNumber(fill?.tradeId ?? '0'),
        b: '0',
        a: '0',
        m: fill?.isMaker ?? false,
        R: order.reduceOnly || order.closePosition,
        wt: terms.workingType,
        ot: isExecution ? typeWord(order.type) : type,
        ps: positionSideWord(order.positionSide),
        cp: order.closePosition,
        rp: formatMoney(fill?.realizedPnl ?? ZERO),
        pP: terms.priceProtect,
        si: isExecution ? rawNumber(algoId) : 0,
        ss: 0,
        ...(isExecution ? { st: 'ALGO_CONDITION' } : {}),
        V: terms.selfTradePreventionMode,
        pm: terms.priceMatch,
        gtd: order.goodTillAt ?? 0,
        er: '0',
      },
    },
  };
}
