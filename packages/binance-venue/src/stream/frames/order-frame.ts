import { type Fill, formatDecimal, type Order, ZERO } from '@perpdesk/broker-core';
import type { EngineState } from '@perpdesk/broker-paper/engine';
import type { OrderRecord } from '../../exchange/order-record.ts';
import { executionTypeWord, positionSideWord, sideWord, statusWord } from '../../format/order-words.ts';
import { plainQuantity } from '../../format/plain-order-json.ts';
import { rawNumber } from '../../to-json.ts';
import { expiryReasonOf } from './expiry-reason.ts';
import type { Frame } from './frame.ts';
import { openNotional } from './open-notional.ts';

/** What happened to an order, in Binance's words. */
export type ExecutionWord = 'NEW' | 'TRADE' | 'CALCULATED' | 'CANCELED' | 'EXPIRED' | 'AMENDMENT';

export interface OrderStep {
  readonly record: OrderRecord;
  /** As it stood then. */
  readonly order: Order;
  readonly execution: ExecutionWord;
  readonly fill: Fill | null;
  /** Of an amendment; `null` where the caller gave none. */
  readonly modifyId: string | null;
  /** The account behind the order. */
  readonly state: EngineState;
  /** Unix ms. */
  readonly at: number;
}

/**
 * ORDER_TRADE_UPDATE. The execution of a conditional order is a plain order of its own id that names that order by `c` and
 * `si`; amounts have no zeros at their ends; both as captured on production in March 2026.
 */
export function orderFrame(step: OrderStep): Frame {
  const { record, order, execution, fill, modifyId, state, at } = step;
  const { terms, algoId, orderId, cause } = record;
  const isNew = execution === 'NEW';
  const type = cause === 'liquidation' ? 'LIQUIDATION' : executionTypeWord(order);
  const asset = state.rules.instruments.get(order.symbol)?.settleAsset;
  return {
    type: 'ORDER_TRADE_UPDATE',
    clientOrderId: order.clientOrderId,
    body: {
      e: 'ORDER_TRADE_UPDATE',
      T: at,
      E: at,
      o: {
        s: order.symbol,
        c: order.clientOrderId,
        S: sideWord(order.side),
        o: type,
        f: cause === 'liquidation' ? 'IOC' : terms.timeInForce,
        q: formatDecimal(plainQuantity(record, order)),
        p: formatDecimal(order.price ?? ZERO),
        ap: formatDecimal(isNew ? ZERO : (order.averageFillPrice ?? ZERO)),
        sp: '0',
        x: execution,
        X: isNew ? 'NEW' : statusWord(order.status),
        i: rawNumber(orderId ?? '0'),
        ...(modifyId === null ? {} : { M: modifyId }),
        l: formatDecimal(fill?.quantity ?? ZERO),
        z: formatDecimal(isNew ? ZERO : order.filledQuantity),
        L: formatDecimal(fill?.price ?? ZERO),
        n: formatDecimal(fill?.fee ?? ZERO),
        N: fill?.feeAsset ?? asset,
        T: at,
        t: rawNumber(fill?.tradeId ?? '0'),
        b: formatDecimal(openNotional(state, order.symbol, 'buy')),
        a: formatDecimal(openNotional(state, order.symbol, 'sell')),
        m: fill?.isMaker ?? false,
        R: order.reduceOnly || order.closePosition,
        wt: terms.workingType,
        ot: type,
        ps: positionSideWord(order.positionSide),
        cp: order.closePosition,
        rp: formatDecimal(fill?.realizedPnl ?? ZERO),
        pP: terms.priceProtect,
        ...(algoId === null ? { si: 0, ss: 0 } : { si: rawNumber(algoId), ss: -1, st: 'ALGO_CONDITION' }),
        V: terms.selfTradePreventionMode,
        pm: terms.priceMatch,
        gtd: order.goodTillAt ?? 0,
        er: expiryReasonOf(order),
      },
    },
  };
}
