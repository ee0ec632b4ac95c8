import { type Fill, type Order, type VenueOrderId, ZERO } from '@perpdesk/broker-core';
import type { EngineEvent } from '@perpdesk/broker-paper/engine';
import type { AccountNotice, AccountStep } from '../../exchange/account-step.ts';
import type { AlgoStatus, OrderRecord } from '../../exchange/order-record.ts';
import type { OrderRecords } from '../../exchange/order-records.ts';
import { accountFrame, type AccountReason } from './account-frame.ts';
import { algoFrame } from './algo-frame.ts';
import type { Frame } from './frame.ts';
import { type ExecutionWord, orderFrame } from './order-frame.ts';

type OrderEvent = Extract<EngineEvent, { readonly type: 'order-updated' }>;

/**
 * What one step tells the account, in the order captured on production: ALGO NEW, ALGO TRIGGERING, the execution's own
 * updates with its fills, ALGO TRIGGERED (with nothing executed yet), ALGO FINISHED.
 */
export function stepFrames(step: AccountStep, records: OrderRecords): readonly Frame[] {
  const teller = createTeller(step, records);
  let fill: Fill | null = null;
  for (const event of step.events) {
    if (event.type === 'fill-received') ({ fill } = event);
    if (event.type !== 'order-updated') continue;
    teller.tell(event, event.change === 'filled' ? fill : null);
    if (event.change === 'filled') fill = null;
  }
  return [...teller.frames(), ...settingsFrames(step), ...moneyFrames(step)];
}

function createTeller({ after, at }: AccountStep, records: OrderRecords) {
  const told: Frame[] = [];
  /** Conditional orders that have triggered in this step: their TRIGGERED comes behind what their execution did. */
  const triggered = new Map<VenueOrderId, OrderEvent>();
  const ended = new Map<VenueOrderId, OrderEvent>();
  const algo = (record: OrderRecord, order: Order, status: AlgoStatus, isActivated = record.isActivated) => {
    const instrument = after.rules.instruments.get(order.symbol);
    if (instrument === undefined) return;
    const actualQuantity = status === 'FINISHED' ? order.filledQuantity : ZERO;
    told.push(algoFrame({ record, order, instrument, status, actualQuantity, isActivated, at }));
  };
  const plain = (record: OrderRecord, order: Order, execution: ExecutionWord, fill: Fill | null) => {
    const instrument = after.rules.instruments.get(order.symbol);
    if (instrument === undefined) return;
    const averagePrice = execution === 'NEW' ? null : order.averageFillPrice;
    told.push(orderFrame({ record, order, instrument, execution, fill, averagePrice, at }));
  };
  const tellConditional = (record: OrderRecord, event: OrderEvent, fill: Fill | null) => {
    const { order, change } = event;
    const isExecuting = order.executionOrderId !== null;
    switch (change) {
      case 'placed':
        return algo(record, order, 'NEW', order.type === 'trailing-stop-market' && order.activationPrice === null);
      case 'activated':
        return algo(record, order, 'NEW', true);
      case 'triggered':
        algo(record, order, 'TRIGGERING');
        if (!isExecuting) return;
        triggered.set(order.venueOrderId, event);
        return plain(record, order, 'NEW', null);
      case 'filled':
      case 'amended':
        plain(record, order, change === 'filled' ? 'TRADE' : 'AMENDMENT', fill);
        if (order.status === 'filled') ended.set(order.venueOrderId, event);
        return;
      case 'canceled':
      case 'expired':
        if (!isExecuting) return algo(record, order, change === 'canceled' ? 'CANCELED' : 'EXPIRED');
        plain(record, order, change === 'canceled' ? 'CANCELED' : 'EXPIRED', null);
        return void ended.set(order.venueOrderId, event);
      case 'rejected':
        return algo(record, order, 'REJECTED');
      default:
        return change satisfies never;
    }
  };
  return {
    tell(event: OrderEvent, fill: Fill | null) {
      const { order, change } = event;
      const record = records.byEngineId(order.venueOrderId);
      if (record === null) return;
      if (record.algoId !== null) return tellConditional(record, event, fill);
      plain(record, order, executionWord(change, record), fill);
    },
    frames() {
      for (const [id, { order }] of triggered) {
        const record = records.byEngineId(id);
        if (record !== null) algo(record, order, 'TRIGGERED');
      }
      for (const [id, { order }] of ended) {
        const record = records.byEngineId(id);
        if (record !== null) algo(record, order, 'FINISHED');
      }
      return told;
    },
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

/** ACCOUNT_CONFIG_UPDATE of a leverage. */
function settingsFrames({ events, at }: AccountStep): readonly Frame[] {
  return events.flatMap((event): readonly Frame[] => {
    if (event.type !== 'settings-updated' || event.leverage === null) return [];
    const ac = { s: event.symbol, l: event.leverage };
    return [{ type: 'ACCOUNT_CONFIG_UPDATE', body: { e: 'ACCOUNT_CONFIG_UPDATE', T: at, E: at, ac } }];
  });
}

function moneyFrames({ input, before, after, at, result }: AccountStep): readonly Frame[] {
  const isMarginType = input.type === 'set-margin-type' && result.ok;
  const symbols = isMarginType ? { symbols: [input.symbol] } : {};
  const symbol = input.type === 'funding' ? { symbol: input.symbol } : {};
  const frame = accountFrame({ reason: reasonOf(input.type), before, after, at, ...symbols, ...symbol });
  return frame === null ? [] : [frame];
}

function reasonOf(type: AccountStep['input']['type']): AccountReason {
  if (type === 'funding') return 'FUNDING_FEE';
  if (type === 'deposit') return 'DEPOSIT';
  return type === 'set-margin-type' ? 'MARGIN_TYPE_CHANGE' : 'ORDER';
}

/** What happens to the account outside the engine. */
export function noticeFrames(notice: AccountNotice): readonly Frame[] {
  const { at } = notice;
  if (notice.type === 'multi-assets') {
    return [
      { type: 'ACCOUNT_CONFIG_UPDATE', body: { e: 'ACCOUNT_CONFIG_UPDATE', T: at, E: at, ai: { j: notice.isOn } } },
    ];
  }
  const { before, after } = notice;
  const frame = accountFrame({ reason: 'MARGIN_TRANSFER', before, after, at });
  return frame === null ? [] : [frame];
}
