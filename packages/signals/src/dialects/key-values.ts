import type { JsonNode } from '../parse/json-node.ts';
import { plainName } from '../parse/key-name.ts';
import type { JsonResult } from '../parse/parse-json.ts';
import { quote, refuse } from '../parse/refuse.ts';
import { sentence } from '../sentences/sentence.ts';

const KEY = /^[A-Za-z][\w.-]*$/;
const SIDE_NAMES = ['action', 'signal', 'side', 'direction', 'orderaction'];
const MAX_PAIRS = 200;

/** `name=value`, one a line or with `;` between. A name that stands twice, with different values, is refused. */
export function parseKeyValues(text: string): JsonResult {
  const plain = text.replace(/^\uFEFF/, ' ');
  const parts = [...plain.matchAll(/[^\r\n;]+/g)]
    .map((match) => ({ part: match[0].trim(), at: match.index + match[0].length - match[0].trimStart().length }))
    .filter(({ part }) => part !== '');
  const [first] = parts;
  if (first === undefined) {
    return refuse('not-a-command', sentence('lines-empty'));
  }
  if (/^[{[]/.test(first.part)) {
    return refuse('foreign-platform', sentence('lines-json'));
  }
  if (parts.length > MAX_PAIRS) return refuse('not-a-command', sentence('lines-many', { most: MAX_PAIRS }));
  if (!parts.some(({ part }) => part.includes('='))) {
    return refuse('not-a-command', sentence('lines-plain'));
  }
  const members = new Map<string, JsonNode>();
  const seen = new Map<string, string>();
  for (const { part, at } of parts) {
    const equals = part.indexOf('=');
    const key = (equals === -1 ? part : part.slice(0, equals)).trim();
    if (equals === -1) {
      const code = parts.some((other) => saysSide(other.part)) ? 'missing-field' : 'missing-side';
      return { ...refuse(code, sentence('line-without-value', { name: quote(key) })), at };
    }
    if (!KEY.test(key)) {
      return { ...refuse('missing-field', sentence('line-without-name', { name: quote(key) })), at };
    }
    const value = unquoted(part.slice(equals + 1).trim());
    const name = plainName(key);
    const known = seen.get(name);
    if (known !== undefined && known !== value) {
      return { ...refuse('conflicting-fields', sentence('name-twice', { name: quote(key) })), at };
    }
    if (known === undefined) members.set(key, { kind: 'text', text: value });
    seen.set(name, value);
  }
  return { ok: true, node: { kind: 'object', members } };
}

function saysSide(part: string): boolean {
  const [name = '', value] = part.split('=', 2);
  return value !== undefined && SIDE_NAMES.includes(plainName(name));
}

/** The same form again, one pair a line. */
export function writeKeyValues(node: JsonNode): string {
  if (node.kind !== 'object') return '';
  return [...node.members].map(([key, item]) => `${key}=${'text' in item ? item.text : ''}`).join('\n');
}

function unquoted(value: string): string {
  return value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
}
