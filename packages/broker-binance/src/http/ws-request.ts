import type { Sdk } from './load-sdk.ts';
import type { Params } from './params.ts';
import type { Signer } from './signer.ts';
import type { SigningWindow } from './window.ts';

/**
 * Documented as integers, which the WS-API takes as JSON integers and not as text. They are written digit by digit:
 * ids may be longer than a double is exact.
 *
 * @see https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-api-general-info
 */
const INTEGERS = ['timestamp', 'recvWindow', 'orderId', 'algoId', 'modifyId', 'goodTillDate'] as const;
const WHOLE = /^\d+$/;

/** The text of a WS-API request. Without a signer it is for a connection that has logged on. */
export function writeWsRequest(
  sdk: Sdk,
  signer: Signer | null,
  { id, method, params }: { readonly id: string; readonly method: string; readonly params: Params },
  { timestamp, recvWindow }: SigningWindow,
): string {
  const timed = { ...params, timestamp: `${timestamp}`, recvWindow: `${recvWindow}` };
  const texts: Record<string, string | undefined> = signer === null ? timed : signed(sdk, signer, timed);
  const fields: string[] = [];
  for (const name of INTEGERS) {
    const value = texts[name];
    if (value === undefined || !WHOLE.test(value)) continue;
    fields.push(`"${name}":${value}`);
    texts[name] = undefined;
  }
  // all the others in one call: a call for each costs a third of the whole
  const others = JSON.stringify(texts).slice(1, -1);
  if (others !== '') fields.push(others);
  return `{"id":${JSON.stringify(id)},"method":${JSON.stringify(method)},"params":{${fields.join(',')}}}`;
}

/** Parameters sorted, encoded, then signed. */
function signed(sdk: Sdk, signer: Signer, params: Params): Record<string, string | undefined> {
  const fields = { ...params, apiKey: signer.apiKey() };
  return { ...fields, signature: signer.sign(sdk.serialiseParams(fields, false, true, true, true)) };
}
