import { formatDecimal, type Order, ZERO } from '@perpdesk/broker-core';
import type { AlgoStatus, OrderRecord } from '../../exchange/order-record.ts';
import { executionTypeWord, positionSideWord, sideWord, typeWord } from '../../format/order-words.ts';
import { rawNumber } from '../../to-json.ts';
import type { Frame } from './frame.ts';

export interface AlgoStep {
  readonly record: OrderRecord;
  /** As it stood then. */
  readonly order: Order;
  readonly status: AlgoStatus;
  /** Of a trailing stop: whether it trails. */
  readonly isActivated: boolean;
  /** Unix ms. */
  readonly at: number;
}

/** ALGO_UPDATE. The execution is named from TRIGGERED on, which still tells that nothing has filled. */
export function algoFrame({ record, order, status, isActivated, at }: AlgoStep): Frame {
  const { terms, algoId, orderId, triggeredAt } = record;
  const isFinished = status === 'FINISHED';
  const executionId = isFinished || status === 'TRIGGERED' ? orderId : null;
  return {
    type: 'ALGO_UPDATE',
    clientOrderId: order.clientOrderId,
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
        q: formatDecimal(order.quantity ?? ZERO),
        X: status,
        ai: executionId ?? '',
        ...(executionId === null
          ? {}
          : {
              ap: formatDecimal(isFinished ? (order.averageFillPrice ?? ZERO) : ZERO),
              aq: formatDecimal(isFinished ? order.filledQuantity : ZERO),
              act: executionTypeWord(order),
            }),
        tp: formatDecimal(order.triggerPrice ?? ZERO),
        p: formatDecimal(order.price ?? ZERO),
        V: terms.selfTradePreventionMode,
        wt: terms.workingType,
        pm: terms.priceMatch,
        cp: order.closePosition,
        pP: terms.priceProtect,
        R: order.reduceOnly || order.closePosition,
        tt: status === 'NEW' ? 0 : (triggeredAt ?? 0),
        gtd: order.goodTillAt ?? 0,
        ...(order.type === 'trailing-stop-market' ? { ia: isActivated } : {}),
        ...(order.reason === null || status === 'NEW' ? {} : { rm: order.reason }),
      },
    },
  };
}
