import type { FieldValue, FieldValues } from './collect-fields.ts';
import type { JsonNode } from './json-node.ts';
import { plainName } from './key-name.ts';

/** Every value by its whole plain name: `order.amount`, `stoploss.percent`. `null` counts as absent. */
export function flattenFields(members: ReadonlyMap<string, JsonNode>): FieldValues {
  const values = new Map<string, FieldValue[]>();
  collect(members, { path: '', name: '' }, values);
  return values;
}

function collect(
  members: ReadonlyMap<string, JsonNode>,
  place: { readonly path: string; readonly name: string },
  into: Map<string, FieldValue[]>,
): void {
  for (const [key, node] of members) {
    const path = `${place.path}${key}`;
    const name = `${place.name}${plainName(key)}`;
    if (node.kind === 'object') collect(node.members, { path: `${path}.`, name: `${name}.` }, into);
    else if (node.kind !== 'word' || node.text !== 'null') into.set(name, [...(into.get(name) ?? []), { path, node }]);
  }
}
