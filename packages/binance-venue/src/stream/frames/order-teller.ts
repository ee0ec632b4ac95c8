import type { Fill, Order, VenueOrderId } from '@perpdesk/broker-core';
import { isTriggering } from '@perpdesk/broker-paper/engine';
import type { AccountStep } from '../../exchange/account-step.ts';
import type { AlgoStatus, OrderRecord } from '../../exchange/order-record.ts';
import type { OrderRecords } from '../../exchange/order-records.ts';
import { algoFrame } from './algo-frame.ts';
import type { Frame } from './frame.ts';
import { type ExecutionWord, orderFrame } from './order-frame.ts';
import type { OrderEvent } from './step-moments.ts';

/** Puts what happens to the orders of one step into frames. */
export interface OrderTeller {
  /** `fill` with the change `filled` alone. */
  tell(event: OrderEvent, fill: Fill | null): readonly Frame[];
  /** What comes behind everything else: TRIGGERED and FINISHED of the conditional orders. */
  end(): readonly Frame[];
}

export function createOrderTeller(step: AccountStep, records: OrderRecords): OrderTeller {
  const { before, after: state, at, modifyId } = step;
  const triggered = new Map<VenueOrderId, Order>();
  const ended = new Map<VenueOrderId, Order>();

  const algo = (record: OrderRecord, order: Order, status: AlgoStatus, isActivated = record.isActivated) =>
    algoFrame({ record, order, status, isActivated, at });
  const plain = (record: OrderRecord, order: Order, execution: ExecutionWord, fill: Fill | null = null) =>
    orderFrame({ record, order, execution, fill, state, at, modifyId: execution === 'AMENDMENT' ? modifyId : null });
  const wasHeld = (id: VenueOrderId) =>
    before.orders.some(({ order }) => order.venueOrderId === id && isTriggering(order));

  const tellConditional = (record: OrderRecord, { order, change }: OrderEvent, fill: Fill | null): readonly Frame[] => {
    const { venueOrderId } = order;
    const isExecuting = order.executionOrderId !== null;
    switch (change) {
      case 'placed': {
        const trailsAtOnce = order.type === 'trailing-stop-market' && order.activationPrice === null;
        const first = algo(record, order, 'NEW', false);
        return trailsAtOnce ? [first, algo(record, order, 'NEW', true)] : [first];
      }
      case 'activated':
        return [algo(record, order, 'NEW', true)];
      case 'triggered':
        if (isExecuting) triggered.set(venueOrderId, order);
        return [
          ...(wasHeld(venueOrderId) ? [] : [algo(record, order, 'TRIGGERING')]),
          ...(isExecuting ? [plain(record, order, 'NEW')] : []),
        ];
      case 'filled':
        if (order.status === 'filled') ended.set(venueOrderId, order);
        return [plain(record, order, 'TRADE', fill)];
      case 'amended':
        return [plain(record, order, 'AMENDMENT')];
      case 'canceled':
      case 'expired': {
        const word = change === 'canceled' ? 'CANCELED' : 'EXPIRED';
        if (!isExecuting) return [algo(record, order, word)];
        ended.set(venueOrderId, order);
        return [plain(record, order, word)];
      }
      case 'rejected':
        return [algo(record, order, 'REJECTED')];
      default:
        return change satisfies never;
    }
  };
  const all = (orders: ReadonlyMap<VenueOrderId, Order>, status: AlgoStatus) =>
    [...orders].flatMap(([id, order]) => {
      const record = records.byEngineId(id);
      return record === null ? [] : [algo(record, order, status)];
    });
  return {
    tell(event, fill) {
      const record = records.byEngineId(event.order.venueOrderId);
      if (record === null) return [];
      if (record.algoId !== null) return tellConditional(record, event, fill);
      return [plain(record, event.order, executionWord(event.change, record), fill)];
    },
    end: () => [...all(triggered, 'TRIGGERED'), ...all(ended, 'FINISHED')],
  };
}

function executionWord(change: OrderEvent['change'], { cause }: OrderRecord): ExecutionWord {
  switch (change) {
    case 'placed':
    case 'activated':
    case 'triggered':
      return 'NEW';
    case 'filled':
      return cause === 'liquidation' ? 'CALCULATED' : 'TRADE';
    case 'amended':
      return 'AMENDMENT';
    case 'canceled':
      return 'CANCELED';
    case 'expired':
    case 'rejected':
      return 'EXPIRED';
    default:
      return change satisfies never;
  }
}
