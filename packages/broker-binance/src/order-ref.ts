import { BrokerError, type OrderRef, toVenueOrderId, type VenueOrderId } from '@perpdesk/broker-core';

const ALGO_PREFIX = 'algo-';

/** The id of a conditional order: its service has an id space of its own. */
export function algoVenueOrderId(algoId: string): VenueOrderId {
  return toVenueOrderId(`${ALGO_PREFIX}${algoId}`);
}

/** The service's own number of a conditional order's id; `null` for a plain order's. */
export function algoIdOf(venueOrderId: VenueOrderId): string | null {
  return venueOrderId.startsWith(ALGO_PREFIX) ? venueOrderId.slice(ALGO_PREFIX.length) : null;
}

/** For messages. */
export function nameOf(ref: OrderRef): string {
  return ref.clientOrderId ?? ref.venueOrderId;
}

const DIGITS = /^\d{1,20}$/;

/** @throws {BrokerError} `invalid-request` where the venue's id is none of Binance's. */
export function assertVenueOrderId(ref: OrderRef, operation: string): void {
  const id = ref.venueOrderId;
  if (id === undefined || DIGITS.test(algoIdOf(id) ?? id)) return;
  const message = `${id} is no order id of Binance. Use the order's venueOrderId, or its clientOrderId.`;
  throw new BrokerError('invalid-request', { operation, message });
}
