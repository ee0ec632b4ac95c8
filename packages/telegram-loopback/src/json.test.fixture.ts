/** A JSON object of somebody else's: whatever is read of it is to be looked at before it is used. */
export type Row = Readonly<Record<string, unknown>>;

export function isRow(json: unknown): json is Row {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** What the Bot API answers. */
export interface Answer {
  readonly ok: boolean;
  readonly result?: unknown;
  readonly error_code?: number;
  readonly description?: string;
}

/** @throws for what is no answer of the Bot API */
export async function readAnswer(response: Response): Promise<Answer> {
  const body: unknown = await response.json();
  if (!isAnswer(body)) throw new TypeError(`No answer: ${JSON.stringify(body)}`);
  return body;
}

function isAnswer(body: unknown): body is Answer {
  return typeof at(body, 'ok') === 'boolean';
}

/** What stands there in somebody else's JSON, step by step; `undefined` where a step leads nowhere. */
export function at(json: unknown, ...path: readonly (string | number)[]): unknown {
  let found = json;
  for (const step of path) found = typeof found === 'object' && found !== null ? Reflect.get(found, step) : undefined;
  return found;
}

/** @throws for what is no number */
export function numberAt(json: unknown, ...path: readonly (string | number)[]): number {
  const found = at(json, ...path);
  if (typeof found === 'number') return found;
  throw new TypeError(`No number at ${path.join('.')}: ${JSON.stringify(json)}`);
}

/** The objects of the list that stands there. @throws for what is no such list */
export function rowsAt(json: unknown, ...path: readonly (string | number)[]): readonly Row[] {
  const found = at(json, ...path);
  if (Array.isArray(found) && found.every(isRow)) return found;
  throw new TypeError(`No list of objects at ${path.join('.')}: ${JSON.stringify(json)}`);
}
