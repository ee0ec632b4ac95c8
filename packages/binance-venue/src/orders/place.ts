import type { Order } from '@perpdesk/broker-core';
import { balanceOf, isConditionalType } from '@perpdesk/broker-paper/engine';
import type { OrderRecord } from '../exchange/order-record.ts';
import type { VenueAccount } from '../exchange/venue-account.ts';
import { VenueRefusal } from '../venue-refusal.ts';
import { toVenueRefusal } from './refuse-engine.ts';
import type { ReadOrder } from './read-plain-order.ts';

export interface Placed {
  readonly record: OrderRecord;
  /** As it stood when it was accepted, before it met the market. */
  readonly accepted: Order;
}

/** Gives an order to the engine. @throws {VenueRefusal} */
export function place(account: VenueAccount, { request, terms }: ReadOrder): Placed {
  const { result, events } = account.submit({ type: 'place', request }, { terms });
  if (!result.ok) {
    throw toVenueRefusal(result, {
      ...(isConditionalType(request.type) ? { 'too-many-orders': [-4045, 'Reach max stop order limit.'] } : {}),
      ...(hasMoney(account, request.symbol) ? {} : { 'insufficient-margin': [-2018, 'Balance is insufficient.'] }),
    });
  }
  const told = events.find((event) => event.type === 'order-updated' && event.change === 'placed');
  const accepted = told?.type === 'order-updated' ? told.order : undefined;
  const record = accepted === undefined ? null : account.orders.byEngineId(accepted.venueOrderId);
  if (accepted === undefined || record === null) throw new VenueRefusal(-1000, 'An unknown error occured.');
  return { record, accepted };
}

function hasMoney({ state }: VenueAccount, symbol: string): boolean {
  const asset = state.rules.instruments.get(symbol)?.settleAsset;
  return asset !== undefined && balanceOf(state, asset).gt(0);
}
