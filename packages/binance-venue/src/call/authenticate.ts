import { createHmac, verify } from 'node:crypto';
import type { ApiKey } from '../exchange/api-key.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { VenueAccount } from '../exchange/venue-account.ts';
import { VenueRefusal } from '../venue-refusal.ts';
import type { VenueCall } from './venue-call.ts';

/** The account that a call acts for; `null` for a public one. @throws {VenueRefusal} */
export function authenticate(exchange: Exchange, call: VenueCall): VenueAccount | null {
  const { operation, session, apiKey, signature, payload } = call;
  if (operation.security === 'none') return null;
  if (session !== null && apiKey === null) return session;
  if (apiKey === null || apiKey === '') throw new VenueRefusal(-2014, 'API-key format invalid.', 401);
  const account = exchange.accountByKey(apiKey);
  const key = exchange.keyOf(apiKey);
  if (account === null || key === null) {
    throw new VenueRefusal(-2015, 'Invalid API-key, IP, or permissions for action.', 401);
  }
  if (operation.security === 'key') return account;
  if (signature === null || signature === '') {
    throw new VenueRefusal(-1102, "Mandatory parameter 'signature' was not sent, was empty/null, or malformed.");
  }
  if (!isSignedBy(key, payload, signature)) {
    throw new VenueRefusal(-1022, 'Signature for this request is not valid.');
  }
  return account;
}

/** Whether the text was signed with the key: HMAC-SHA256 in hex of either case, or Ed25519 in base64. */
export function isSignedBy(key: ApiKey, payload: string, signature: string): boolean {
  if (key.publicKey === undefined) {
    return createHmac('sha256', key.secret).update(payload).digest('hex') === signature.toLowerCase();
  }
  return verify(null, Buffer.from(payload), key.publicKey, Buffer.from(signature, 'base64'));
}
