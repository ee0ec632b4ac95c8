import type { Sdk } from './load-sdk.ts';
import type { Params } from './params.ts';
import type { Signer } from './signer.ts';
import type { SigningWindow } from './window.ts';

/** The SDK signs only where it believes to hold a key; ours stay with the signer. */
const HELD_BY_THE_SIGNER = 'held-by-the-signer';

/** The query of a signed request: percent-encoded, then signed. */
export async function signQuery(
  sdk: Sdk,
  signer: Signer,
  params: Params,
  { timestamp, recvWindow }: SigningWindow,
): Promise<string> {
  const options = {
    recvWindow,
    filterUndefinedParams: true,
    customSignMessageFn: async (text: string) => encodeURIComponent(signer.sign(text)),
  };
  const signed = await sdk.getRESTRequestSignature(params, options, HELD_BY_THE_SIGNER, HELD_BY_THE_SIGNER, timestamp);
  return `${signed.serialisedParams}&signature=${signed.signature}`;
}

/** The query of a request without a signature. */
export function plainQuery(sdk: Sdk, params: Params): string {
  return sdk.serialiseParams(params, false, true, true);
}
