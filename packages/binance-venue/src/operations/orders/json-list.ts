import { malformed, type Params } from '../params.ts';

const LONG_NUMBER = /([:[,]\s*)(\d{16,})(?=\s*[,}\]])/g;

/** A parameter that is a JSON list of texts, numbers or flat objects; all values as text. @throws {VenueRefusal} */
export function readJsonList(json: string, name: string): readonly (string | Params)[] {
  const list = parse(json.replace(LONG_NUMBER, '$1"$2"'), name);
  if (!Array.isArray(list)) throw malformed(name);
  return list.map((item: unknown) => {
    if (typeof item === 'object' && item !== null) {
      return new Map(Object.entries(item).map(([key, value]: [string, unknown]) => [key, toText(value, name)]));
    }
    return toText(item, name);
  });
}

function parse(json: string, name: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw malformed(name);
  }
}

function toText(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return value.toString();
  throw malformed(name);
}
