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
  const texts = new Map<string, string>();
  for (const [key, one] of Object.entries(params)) {
    if (one !== null) texts.set(key, typeof one === 'string' ? one : JSON.stringify(one));
  }
  return { id: readId(id), method, params: texts };
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

/** Where a long number can stand; or a string that looks like it. */
const MAYBE_LONG = /[:,[]\s*-?\d[\d.eE+-]{14,}/;

/** Numbers are longer than a JS number is exact: as text they keep their digits. Strings are passed over whole. */
function quoteLongNumbers(text: string): string {
  if (!MAYBE_LONG.test(text)) return text;
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]{14,}/g, (found) =>
    found.startsWith('"') ? found : `"${found}"`,
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
