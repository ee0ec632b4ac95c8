import { TRANSPARENT_OBJECTS } from './field-names.ts';
import type { JsonNode } from './json-node.ts';
import { plainName } from './key-name.ts';

/** One value of the alert, with the key that it stood under. */
export interface FieldValue {
  /** As written, for people: `strategy.order_action`. */
  readonly path: string;
  readonly node: JsonNode;
}

/** Every value by plain name. Members of `bar` are named `bar.time`, `bar.close`; those of other unknown objects are left out. */
export type FieldValues = ReadonlyMap<string, readonly FieldValue[]>;

export function collectFields(members: ReadonlyMap<string, JsonNode>): FieldValues {
  const values = new Map<string, FieldValue[]>();
  collect(members, { path: '', prefix: '' }, values);
  return values;
}

interface Place {
  readonly path: string;
  readonly prefix: string;
}

function collect(members: ReadonlyMap<string, JsonNode>, place: Place, into: Map<string, FieldValue[]>): void {
  for (const [key, node] of members) {
    const name = plainName(key);
    const path = `${place.path}${key}`;
    if (node.kind === 'object') {
      if (name === 'bar') collect(node.members, { path: `${path}.`, prefix: 'bar.' }, into);
      else if (TRANSPARENT_OBJECTS.has(name)) {
        collect(node.members, { path: `${path}.`, prefix: name === 'strategy' ? 'strategy.' : place.prefix }, into);
      }
      continue;
    }
    if (node.kind === 'word' && node.text === 'null') continue;
    const isName = place.prefix === 'strategy.' && name === 'name';
    const fullName = isName ? 'strategyname' : place.prefix === 'bar.' ? `bar.${name}` : name;
    into.set(fullName, [...(into.get(fullName) ?? []), { path, node }]);
  }
}
