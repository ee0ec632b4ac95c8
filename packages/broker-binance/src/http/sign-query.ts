import type { Sdk } from './load-sdk.ts';
import type { Params } from './params.ts';
import type { Signer } from './signer.ts';
import type { SigningWindow } from './window.ts';

/** The query of a signed request: percent-encoded, then signed. */
export function signQuery(sdk: Sdk, signer: Signer, params: Params, { timestamp, recvWindow }: SigningWindow): string {
  const query = plainQuery(sdk, { ...params, timestamp: `${timestamp}`, recvWindow: `${recvWindow}` });
  return `${query}&signature=${encodeURIComponent(signer.sign(query))}`;
}

/** The query of a request without a signature. */
export function plainQuery(sdk: Sdk, params: Params): string {
  return sdk.serialiseParams(params, false, true, true);
}
