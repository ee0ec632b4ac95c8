/** A JSON object of somebody else's: whatever is read of it is to be looked at before it is used. */
export type Row = Readonly<Record<string, unknown>>;

export function isRow(json: unknown): json is Row {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** What stands there, step by step; `undefined` where a step leads nowhere. */
export function at(json: unknown, ...path: readonly (string | number)[]): unknown {
  let found = json;
  for (const step of path) found = typeof found === 'object' && found !== null ? Reflect.get(found, step) : undefined;
  return found;
}

/** The objects of the list that stands there. @throws for what is no such list */
export function rowsAt(json: unknown, ...path: readonly (string | number)[]): readonly Row[] {
  const found = at(json, ...path);
  if (Array.isArray(found) && found.every(isRow)) return found;
  throw new TypeError(`No list of objects at ${path.join('.')}: ${JSON.stringify(json)}`);
}

/** The text, or the number as text, that stands there. @throws for anything else */
export function textAt(json: unknown, ...path: readonly (string | number)[]): string {
  const found = at(json, ...path);
  if (typeof found === 'string' || typeof found === 'number') return String(found);
  throw new TypeError(`No text at ${path.join('.')}: ${JSON.stringify(json)}`);
}

/** @throws for what is no number */
export function numberAt(json: unknown, ...path: readonly (string | number)[]): number {
  const found = at(json, ...path);
  if (typeof found === 'number') return found;
  throw new TypeError(`No number at ${path.join('.')}: ${JSON.stringify(json)}`);
}

/** The object that stands there. @throws for anything else */
export function rowAt(json: unknown, ...path: readonly (string | number)[]): Row {
  const found = at(json, ...path);
  if (isRow(found)) return found;
  throw new TypeError(`No object at ${path.join('.')}: ${JSON.stringify(json)}`);
}

/** Integers of 16 digits and more become text; text that is no JSON stays as it is. */
export function parseLong(text: string): unknown {
  try {
    return JSON.parse(text.replaceAll(/([:[,])(\d{16,})(?=[,}\]])/g, '$1"$2"'));
  } catch {
    return text;
  }
}
