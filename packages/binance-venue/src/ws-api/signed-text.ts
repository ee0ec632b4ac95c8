import { isSignedBy } from '../call/authenticate.ts';
import type { VenueAccount } from '../exchange/venue-account.ts';
import { payloadOf, type WsRequest } from './ws-request.ts';

/** The text that was signed: the values as they are, or percent-encoded as some clients sign them. */
export function signedText(
  account: VenueAccount | null,
  params: WsRequest['params'],
  signature: string | null,
): string {
  const raw = payloadOf(params, (value) => value);
  const encoded = payloadOf(params, encodeURIComponent);
  if (raw === encoded || account === null || signature === null) return raw;
  return isSignedBy(account.key, encoded, signature) ? encoded : raw;
}
