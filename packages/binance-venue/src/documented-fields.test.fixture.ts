import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const CONNECTOR = createRequire(import.meta.url).resolve('@binance/derivatives-trading-usds-futures');

/** The types of Binance's own connector, which it generates from its documentation. */
const TYPES = readFileSync(join(dirname(CONNECTOR), 'index.d.ts'), 'utf8');
const LISTS = /Array</;

/** Field → JSON type, `object` and `list` for what is nested. @throws for a name that the connector does not have. */
export function documentedFields(name: string): ReadonlyMap<string, string> {
  const body = new RegExp(`^interface ${name.replace('$', '\\$')} \\{\\n([\\s\\S]*?)^\\}`, 'm').exec(TYPES)?.[1];
  if (body === undefined) throw new Error(`The connector has no type ${name}.`);
  const fields = body.replaceAll(/\/\*[\s\S]*?\*\//g, '').matchAll(/^ {2}(\w+)\?: ([^;]+);/gm);
  return new Map([...fields].map(([, field = '', type = '']) => [field, jsonType(type)]));
}

function jsonType(type: string): string {
  if (type.startsWith('number')) return 'number';
  if (LISTS.test(type)) return 'list';
  return type === 'string' || type === 'boolean' ? type : 'object';
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : typeof value;
}

/** Where an object's fields differ from the documented ones: `+ x: number`, `- x: string`. Empty: nowhere. */
export function differences(value: object, name: string): readonly string[] {
  const documented = documentedFields(name);
  const told = new Map(Object.entries(value).map(([field, one]) => [field, typeOf(one)]));
  const missing = [...documented].filter(([field]) => !told.has(field)).map(([field, type]) => `- ${field}: ${type}`);
  const other = [...told]
    .filter(([field, type]) => documented.get(field) !== type)
    .map(([field, type]) => `+ ${field}: ${type}`);
  return [...missing, ...other].toSorted();
}
