import { type ClientOrderId, toClientOrderId } from '@perpdesk/broker-core';
import type { Exchange } from '../exchange/exchange.ts';
import { optionalText, type Params } from '../operations/params.ts';
import { VenueRefusal } from '../venue-refusal.ts';

const PATTERN = /^[.A-Z:/a-z0-9_-]{1,36}$/;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const MADE_LENGTH = 22;

/** The caller's id for a new order, or one that the exchange makes. @throws {VenueRefusal} */
export function readClientId(exchange: Exchange, params: Params, name: string): ClientOrderId {
  const text = optionalText(params, name);
  if (text === undefined) return makeClientId(exchange);
  if (text.length > 36) throw new VenueRefusal(-4015, 'Client order id length should not be more than 36 chars');
  if (!PATTERN.test(text)) throw new VenueRefusal(-4015, 'Client order id is not valid.');
  return toClientOrderId(text);
}

function makeClientId({ random }: Exchange): ClientOrderId {
  const letters = Array.from({ length: MADE_LENGTH }, () => LETTERS.charAt(Math.floor(random() * LETTERS.length)));
  return toClientOrderId(letters.join(''));
}
