/** One request of the WS-API, read. */
export interface WsRequest {
  readonly id: string | number | null;
  readonly method: string;
  /** Values as text. */
  readonly params: ReadonlyMap<string, string>;
}

/** `null` for what is no request. */
export function readWsRequest(text: string): WsRequest | null {
  let value: unknown;
  try {
    value = JSON.parse(quoteLongNumbers(text));
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const method: unknown = Reflect.get(value, 'method');
  const id: unknown = Reflect.get(value, 'id');
  const params: unknown = Reflect.get(value, 'params') ?? {};
  if (typeof method !== 'string' || typeof params !== 'object' || params === null) return null;
  const entries = Object.entries(params).flatMap(([key, one]): readonly [string, string][] =>
    one === null || one === undefined ? [] : [[key, typeof one === 'object' ? JSON.stringify(one) : `${one}`]],
  );
  return { id: typeof id === 'string' || typeof id === 'number' ? id : null, method, params: new Map(entries) };
}

/** Ids are longer than a JS number is exact: as text they keep their digits. Strings are passed over whole. */
function quoteLongNumbers(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|\d{16,}/g, (found) => (found.startsWith('"') ? found : `"${found}"`));
}

/** What is signed: the parameters without the signature, sorted by name. */
export function payloadOf(params: ReadonlyMap<string, string>, encode: (value: string) => string): string {
  return [...params]
    .filter(([key]) => key !== 'signature')
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${encode(value)}`)
    .join('&');
}
