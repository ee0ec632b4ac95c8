/** Tolerant reading of values that the schema may have refused: what does not fit is not there. */
export type RawMap = Readonly<Record<string, unknown>>;

const NONE: RawMap = Object.freeze(Object.create(null));

export function asMap(value: unknown): RawMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...NONE, ...value } : NONE;
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Name and mapping of each entry of a block. */
export function asEntries(value: unknown): readonly (readonly [string, RawMap])[] {
  return Object.entries(asMap(value)).map(([key, entry]) => [key, asMap(entry)]);
}

export interface RawRouteBroker {
  readonly name: string;
  /** Its place in the list. */
  readonly index: number;
  /** Nothing is sent on it. */
  readonly isDry: boolean;
}

/** The brokers that a route names. */
export function brokersOfRoute(route: RawMap): readonly RawRouteBroker[] {
  return asList(route['brokers']).flatMap((item, index) => {
    const name = asText(item) ?? asText(asMap(item)['name']);
    const isDry = (asMap(item)['dryRun'] ?? route['dryRun']) === true;
    return name === null ? [] : [{ name, index, isDry }];
  });
}
