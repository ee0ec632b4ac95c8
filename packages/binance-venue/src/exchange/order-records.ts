import { type Decimal, type Order, type VenueCause, type VenueOrderId, ZERO } from '@perpdesk/broker-core';
import { type EngineEvent, type EngineState, positionOf } from '@perpdesk/broker-paper/engine';
import type { IdSpace } from './id-space.ts';
import type { OrderRecord } from './order-record.ts';
import { type OrderTerms, PLAIN_TERMS } from './order-terms.ts';

/** Every order that an account's exchange ever accepted. */
export interface OrderRecords {
  /** The oldest first. */
  readonly all: readonly OrderRecord[];
  /** By the plain order's id, a triggered conditional order's execution included. */
  byOrderId(orderId: string): OrderRecord | null;
  byAlgoId(algoId: string): OrderRecord | null;
  /** The latest plain order (or execution of a triggered one) with that client id. */
  byClientOrderId(clientOrderId: string): OrderRecord | null;
  /** The latest conditional order with that client id. */
  byClientAlgoId(clientAlgoId: string): OrderRecord | null;
  /** By the engine's own id. */
  byEngineId(engineId: VenueOrderId): OrderRecord | null;
}

/** The records with the door by which the account keeps them up to date. */
export interface OrderRecordBook extends OrderRecords {
  /** `before` is the state before the step, `terms` are those of the order that it placed. */
  take(event: EngineEvent, before: EngineState, terms: OrderTerms | undefined): void;
}

type Kept = { -readonly [Key in keyof OrderRecord]: OrderRecord[Key] };

export function createOrderRecords(ids: IdSpace): OrderRecordBook {
  const all: Kept[] = [];
  const byEngineId = new Map<VenueOrderId, Kept>();
  const byExecutionId = new Map<VenueOrderId, Kept>();
  const byClientId = new Map<string, Kept>();
  const byClientAlgoId = new Map<string, Kept>();

  const add = (order: Order, terms: OrderTerms): Kept => {
    const isConditional = order.type !== 'market' && order.type !== 'limit';
    const record: Kept = {
      order,
      terms,
      orderId: null,
      algoId: isConditional ? ids.toAlgoId(order.venueOrderId) : null,
      triggeredAt: null,
      isActivated: order.type === 'trailing-stop-market' && order.activationPrice === null,
      closingQuantity: null,
      filledNotional: ZERO,
      cause: null,
      amendCount: 0,
    };
    all.push(record);
    byEngineId.set(order.venueOrderId, record);
    if (isConditional) byClientAlgoId.set(order.clientOrderId, record);
    return record;
  };
  const nameExecution = (record: Kept, executionOrderId: VenueOrderId) => {
    record.orderId = ids.toOrderId(executionOrderId);
    byExecutionId.set(executionOrderId, record);
    byClientId.set(record.order.clientOrderId, record);
  };
  const noteCause = (engineId: VenueOrderId, cause: VenueCause | null) => {
    const record = byEngineId.get(engineId);
    if (record !== undefined && cause !== null) record.cause = cause;
  };
  return {
    all,
    byOrderId: (orderId) => find(byExecutionId, ids.fromOrderId(orderId)),
    byAlgoId(algoId) {
      const record = find(byEngineId, ids.fromAlgoId(algoId));
      return record?.algoId === undefined || record.algoId === null ? null : record;
    },
    byClientOrderId: (clientOrderId) => byClientId.get(clientOrderId) ?? null,
    byClientAlgoId: (clientAlgoId) => byClientAlgoId.get(clientAlgoId) ?? null,
    byEngineId: (engineId) => byEngineId.get(engineId) ?? null,
    take(event, before, terms) {
      if (event.type === 'fill-received') {
        const { venueOrderId, quantity, price } = event.fill;
        const record = byEngineId.get(venueOrderId);
        if (record !== undefined) record.filledNotional = record.filledNotional.plus(quantity.times(price));
        noteCause(venueOrderId, event.cause);
      }
      if (event.type !== 'order-updated') return;
      const { order, change } = event;
      const record = byEngineId.get(order.venueOrderId) ?? add(order, terms ?? PLAIN_TERMS);
      record.order = order;
      if (record.orderId === null && order.executionOrderId !== null) nameExecution(record, order.executionOrderId);
      if (change === 'triggered') {
        record.triggeredAt ??= event.venueAt;
        if (order.closePosition) record.closingQuantity = heldQuantity(before, order);
      }
      if (change === 'activated') record.isActivated = true;
      if (change === 'amended') record.amendCount += 1;
    },
  };
}

function heldQuantity(state: EngineState, { symbol, positionSide }: Order): Decimal {
  return positionOf(state, symbol, positionSide)?.quantity.abs() ?? ZERO;
}

function find(map: ReadonlyMap<VenueOrderId, Kept>, id: VenueOrderId | null): OrderRecord | null {
  return id === null ? null : (map.get(id) ?? null);
}
