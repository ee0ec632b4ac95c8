import { decimal, type OrderRequest, toClientOrderId, type TriggerPriceType } from '@perpdesk/broker-core';
import { goalOf } from '../book/goal.ts';
import type { IntentRow } from '@perpdesk/journal/port';
import { toPositionSide } from '../ledger/owned.ts';
import { sideOf } from '../relay/order-fields.ts';

/**
 * The order that a marked intent stands for. What reduces the position in one-way mode says so; in hedge mode its side does.
 *
 * @throws {RangeError} if the row is not marked.
 */
export function toOrderRequest(intent: IntentRow, triggerBy: TriggerPriceType): OrderRequest {
  const { symbol, quantity, triggerPrice } = intent;
  if (intent.clientOrderId === null) throw new RangeError(`Intent ${intent.id} is not marked.`);
  const positionSide = toPositionSide(intent.positionSide);
  const base = { symbol, side: sideOf(intent), positionSide, clientOrderId: toClientOrderId(intent.clientOrderId) };
  if (intent.kind === 'stop') {
    if (triggerPrice === null) throw new RangeError(`Stop ${intent.id} has no trigger price.`);
    return { ...base, type: 'stop-market', closePosition: true, triggerPrice: decimal(triggerPrice), triggerBy };
  }
  if (quantity === null) throw new RangeError(`Intent ${intent.id} has no quantity.`);
  const { entry, reduceOnly } = goalOf(intent);
  if (intent.kind === 'increase' && entry !== null && entry.price !== null) {
    const { price, postOnly } = entry;
    return { ...base, type: 'limit', quantity: decimal(quantity), price: decimal(price), postOnly };
  }
  const reduces = intent.kind === 'reduce' && positionSide === 'net' && reduceOnly !== false;
  return { ...base, type: 'market', quantity: decimal(quantity), ...(reduces ? { reduceOnly: true } : {}) };
}
