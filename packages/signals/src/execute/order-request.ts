import { decimal, type OrderRequest, toClientOrderId } from '@perpdesk/broker-core';
import { goalOf } from '../book/goal.ts';
import { isProtective } from '../book/intent-table.ts';
import type { IntentRow } from '@perpdesk/journal/port';
import { toPositionSide } from '../ledger/owned.ts';
import { sideOf } from '../relay/order-fields.ts';

/**
 * The order that a marked intent stands for. What reduces the position in one-way mode says so; in hedge mode its side does.
 *
 * @throws {RangeError} if the row is not marked.
 */
export function toOrderRequest(intent: IntentRow): OrderRequest {
  const { symbol, quantity } = intent;
  if (intent.clientOrderId === null) throw new RangeError(`Intent ${intent.id} is not marked.`);
  const positionSide = toPositionSide(intent.positionSide);
  const base = { symbol, side: sideOf(intent), positionSide, clientOrderId: toClientOrderId(intent.clientOrderId) };
  if (isProtective(intent) && intent.orderType !== 'market') return toProtectiveRequest(intent, base);
  if (quantity === null) throw new RangeError(`Intent ${intent.id} has no quantity.`);
  const { entry, reduceOnly } = goalOf(intent);
  if (intent.kind === 'increase' && entry !== null && entry.price !== null) {
    const { price, postOnly } = entry;
    return { ...base, type: 'limit', quantity: decimal(quantity), price: decimal(price), postOnly };
  }
  const reduces = intent.kind !== 'increase' && positionSide === 'net' && reduceOnly !== false;
  return { ...base, type: 'market', quantity: decimal(quantity), ...(reduces ? { reduceOnly: true } : {}) };
}

type RequestBase = Pick<OrderRequest, 'symbol' | 'side' | 'positionSide' | 'clientOrderId'>;

/** A stop or target that waits for its price: without a quantity it closes whatever the side is then. */
function toProtectiveRequest(intent: IntentRow, base: RequestBase): OrderRequest {
  const { quantity, triggerPrice } = intent;
  const { triggerBy = 'mark', callback = null } = goalOf(intent).protect ?? {};
  const reduceOnly = base.positionSide === 'net' ? ({ reduceOnly: true } as const) : {};
  if (callback !== null && quantity !== null) {
    const activation = triggerPrice === null ? {} : { activationPrice: decimal(triggerPrice) };
    const trailing = { type: 'trailing-stop-market', callbackRate: decimal(callback), triggerBy } as const;
    return { ...base, ...trailing, ...activation, quantity: decimal(quantity), ...reduceOnly };
  }
  if (triggerPrice === null) throw new RangeError(`Intent ${intent.id} has no trigger price.`);
  const trigger = { triggerPrice: decimal(triggerPrice), triggerBy };
  const size = quantity === null ? ({ closePosition: true } as const) : { quantity: decimal(quantity), ...reduceOnly };
  return intent.kind === 'stop'
    ? { ...base, ...trigger, ...size, type: 'stop-market' }
    : { ...base, ...trigger, ...size, type: 'take-profit-market' };
}
