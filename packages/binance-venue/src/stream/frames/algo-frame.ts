import { type Decimal, type Instrument, type Order, ZERO } from '@perpdesk/broker-core';
import type { AlgoStatus, OrderRecord } from '../../exchange/order-record.ts';
import { formatAveragePrice, formatWirePrice, formatWireQuantity } from '../../format/numbers.ts';
import { executionTypeWord, positionSideWord, sideWord, typeWord } from '../../format/order-words.ts';
import { rawNumber } from '../../to-json.ts';
import type { Frame } from './frame.ts';

export interface AlgoMoment {
  readonly record: OrderRecord;
  readonly order: Order;
  readonly instrument: Instrument;
  readonly status: AlgoStatus;
  /** Of the execution so far; base asset. */
  readonly actualQuantity: Decimal;
  /** Of a trailing stop: whether it trails. */
  readonly isActivated: boolean;
  /** Unix ms. */
  readonly at: number;
}

/** From here on the order has an execution, whose id and quantity are told. */
const EXECUTED: readonly AlgoStatus[] = ['TRIGGERED', 'FINISHED'];

/** ALGO_UPDATE. */
export function algoFrame(moment: AlgoMoment): Frame {
  const { record, order, instrument, status, actualQuantity, isActivated, at } = moment;
  const { terms, algoId, orderId, triggeredAt } = record;
  const hasExecution = EXECUTED.includes(status) && orderId !== null;
  const isTrailing = order.type === 'trailing-stop-market';
  return {
    type: 'ALGO_UPDATE',
    body: {
      e: 'ALGO_UPDATE',
      T: at,
      E: at,
      o: {
        caid: order.clientOrderId,
        aid: rawNumber(algoId ?? '0'),
        at: 'CONDITIONAL',
        o: typeWord(order.type),
        s: order.symbol,
        S: sideWord(order.side),
        ps: positionSideWord(order.positionSide),
        f: terms.timeInForce,
        q: formatWireQuantity(order.quantity ?? ZERO, instrument),
        X: status,
        ai: hasExecution ? orderId : '',
        ...(hasExecution
          ? {
              ap: formatAveragePrice(actualQuantity.isZero() ? ZERO : (order.averageFillPrice ?? ZERO), instrument),
              aq: formatWireQuantity(actualQuantity, instrument),
              act: executionTypeWord(order),
            }
          : {}),
        tp: formatWirePrice(order.triggerPrice ?? ZERO, instrument),
        p: formatWirePrice(order.price ?? ZERO, instrument),
        V: terms.selfTradePreventionMode,
        wt: terms.workingType,
        pm: terms.priceMatch,
        cp: order.closePosition,
        pP: terms.priceProtect,
        R: order.reduceOnly || order.closePosition,
        tt: status === 'NEW' ? 0 : (triggeredAt ?? 0),
        gtd: order.goodTillAt ?? 0,
        ...(isTrailing ? { ia: isActivated } : {}),
        ...(order.reason === null || status === 'NEW' ? {} : { rm: order.reason }),
      },
    },
  };
}
