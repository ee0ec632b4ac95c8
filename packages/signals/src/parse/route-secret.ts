import type { Refusal } from '../signal.ts';
import type { JsonNode } from './json-node.ts';
import { plainName } from './key-name.ts';
import { refuse } from './refuse.ts';
import { FALLBACK_SECRET_NAME, ROUTE_SECRET_NAMES } from './secret-keys.ts';
import { sentence } from '../sentences/sentence.ts';

export type SecretResult = { readonly ok: true; readonly secret: string | null } | Refusal;

/** The route's secret in the body, wherever it is nested, by the usual names and the dialect's own. */
export function findRouteSecret(node: JsonNode, ownNames: readonly string[]): SecretResult {
  const named = [...valuesNamed(node, (name) => ROUTE_SECRET_NAMES.has(name) || ownNames.includes(name))];
  const values = named.length > 0 ? named : [...valuesNamed(node, (name) => name === FALLBACK_SECRET_NAME)];
  const [first, ...others] = values;
  if (first === undefined) return { ok: true, secret: null };
  if (others.some((other) => other !== first)) {
    return refuse('conflicting-fields', sentence('secret-twice'));
  }
  return { ok: true, secret: first };
}

function* valuesNamed(node: JsonNode, isWanted: (name: string) => boolean): Generator<string> {
  if (node.kind !== 'object') return;
  for (const [key, item] of node.members) {
    const isLeaf = item.kind === 'text' || item.kind === 'number';
    if (!isLeaf) yield* valuesNamed(item, isWanted);
    else if (isWanted(plainName(key)) && item.text !== '') yield item.text;
  }
}
