/** One request of the WS-API, read. */
export interface WsRequest {
  readonly id: string | number | null;
  readonly method: string;
  /** Values as text, numbers digit by digit as they were sent. */
  readonly params: ReadonlyMap<string, string>;
}

/** `null` for what is no request. */
export function readWsRequest(text: string): WsRequest | null {
  const value = parse(text);
  if (!isObject(value)) return null;
  const { method, id, params = {} } = value;
  if (typeof method !== 'string' || !isObject(params)) return null;
  const entries = Object.entries(params).flatMap(([key, one]): readonly [string, string][] =>
    one === null ? [] : [[key, typeof one === 'string' ? one : JSON.stringify(one)]],
  );
  return { id: readId(id), method, params: new Map(entries) };
}

/** What is signed: the parameters without the signature, sorted by name. */
export function payloadOf(params: ReadonlyMap<string, string>, encode: (value: string) => string): string {
  return [...params]
    .filter(([key]) => key !== 'signature')
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${encode(value)}`)
    .join('&');
}

function readId(id: unknown): WsRequest['id'] {
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(quoteLongNumbers(text));
  } catch {
    return null;
  }
}

/** Numbers are longer than a JS number is exact: as text they keep their digits. Strings are passed over whole. */
function quoteLongNumbers(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]{14,}/g, (found) =>
    found.startsWith('"') ? found : `"${found}"`,
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
