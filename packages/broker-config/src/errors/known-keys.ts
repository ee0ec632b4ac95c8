import { configJsonSchema } from '../config-json-schema.ts';
import type { ConfigPath } from './config-error.ts';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function alternatives(schema: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (!isRecord(schema)) return [];
  return Array.isArray(schema['anyOf']) ? schema['anyOf'].flatMap(alternatives) : [schema];
}

function child(schema: Readonly<Record<string, unknown>>, key: string | number): unknown {
  if (typeof key === 'number') return schema['items'];
  const properties = schema['properties'];
  return isRecord(properties) && Object.hasOwn(properties, key) ? properties[key] : schema['additionalProperties'];
}

let schemaOnce: Readonly<Record<string, unknown>> | null = null;

/** The keys that the schema knows at this place; none where any name may stand. */
export function knownKeys(path: ConfigPath): readonly string[] {
  schemaOnce ??= configJsonSchema();
  let schemas = alternatives(schemaOnce);
  for (const key of path) schemas = schemas.flatMap((schema) => alternatives(child(schema, key)));
  return schemas.flatMap(({ properties }) => (isRecord(properties) ? Object.keys(properties) : []));
}
