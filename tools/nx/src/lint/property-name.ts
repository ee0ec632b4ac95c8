import type { Node } from './rule.ts';

/** The name in `a.name` and `a['name']`, `null` where it is computed. */
export function propertyName(node: Extract<Node, { type: 'MemberExpression' }>): string | null {
  const { property } = node;
  if (!node.computed && property.type === 'Identifier') return property.name;
  return property.type === 'Literal' && typeof property.value === 'string' ? property.value : null;
}
