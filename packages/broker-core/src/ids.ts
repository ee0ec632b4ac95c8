import type { Branded } from './brand.ts';

/** Our id of an order; unique among open orders of an account, 1 to 36 characters of `.A-Z:/a-z0-9_-`. */
export type ClientOrderId = Branded<string, 'ClientOrderId'>;
/** The exchange's id of an order, as text: some are longer than a JS number can hold. */
export type VenueOrderId = Branded<string, 'VenueOrderId'>;
/** The name of an account in the configuration; a broker's `id`. */
export type BrokerId = string;

const CLIENT_ORDER_ID = /^[.A-Z:/a-z0-9_-]{1,36}$/;

/** Whether the text is 1 to 36 characters of `.A-Z:/a-z0-9_-`. */
export function isClientOrderId(text: string): text is ClientOrderId {
  return CLIENT_ORDER_ID.test(text);
}

/** @throws {RangeError} if the text is not 1 to 36 characters of `.A-Z:/a-z0-9_-`. */
export function toClientOrderId(text: string): ClientOrderId {
  if (isClientOrderId(text)) return text;
  throw new RangeError(`Not a client order id: ${JSON.stringify(text.slice(0, 60))}.`);
}

/** @throws {RangeError} if the text is empty or longer than 64 characters. */
export function toVenueOrderId(text: string): VenueOrderId {
  if (text.length === 0 || text.length > 64)
    throw new RangeError('Not a venue order id: it must have 1 to 64 characters.');
  return text as VenueOrderId;
}
