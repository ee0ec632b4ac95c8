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
const INTEGERS: ReadonlySet<string> = new Set([
  'timestamp',
  'recvWindow',
  'orderId',
  'algoId',
  'modifyId',
  'goodTillDate',
]);
const WHOLE = /^\d+$/;

/** The text of a WS-API request. Without a signer it is for a connection that has logged on. */
export function writeWsRequest(
  sdk: Sdk,
  signer: Signer | null,
  { id, method, params }: { readonly id: string; readonly method: string; readonly params: Params },
  { timestamp, recvWindow }: SigningWindow,
): string {
  const timed = { ...params, timestamp: `${timestamp}`, recvWindow: `${recvWindow}` };
  const fields = signer === null ? timed : signed(sdk, signer, timed);
  const written = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`"${name}":${INTEGERS.has(name) && WHOLE.test(value) ? value : JSON.stringify(value)}`],
  );
  return `{"id":${JSON.stringify(id)},"method":${JSON.stringify(method)},"params":{${written.join(',')}}}`;
}

/** Parameters sorted, encoded, then signed. */
function signed(sdk: Sdk, signer: Signer, params: Params): Params {
  const fields = { ...params, apiKey: signer.apiKey() };
  return { ...fields, signature: signer.sign(sdk.serialiseParams(fields, false, true, true, true)) };
}
