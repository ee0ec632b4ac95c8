import { isLosslessNumber } from 'lossless-json';

/** JSON with numbers as they were written and members in a map, where no key means anything to JavaScript. */
export type JsonNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'word'; readonly text: 'true' | 'false' | 'null' }
  | { readonly kind: 'list'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, JsonNode> };

export function toJsonNode(value: unknown): JsonNode {
  if (typeof value === 'string') return { kind: 'text', text: value };
  if (isLosslessNumber(value)) return { kind: 'number', text: value.toString() };
  if (Array.isArray(value)) return { kind: 'list', items: value.map(toJsonNode) };
  if (typeof value === 'object' && value !== null) {
    return { kind: 'object', members: new Map(Object.entries(value).map(([key, item]) => [key, toJsonNode(item)])) };
  }
  return { kind: 'word', text: value === true ? 'true' : value === false ? 'false' : 'null' };
}

/** JSON without blanks, members in their order. */
export function writeJson(node: JsonNode): string {
  switch (node.kind) {
    case 'text':
      return JSON.stringify(node.text);
    case 'number':
    case 'word':
      return node.text;
    case 'list':
      return `[${node.items.map(writeJson).join(',')}]`;
    case 'object':
      return `{${[...node.members].map(([key, item]) => `${JSON.stringify(key)}:${writeJson(item)}`).join(',')}}`;
    default:
      return node satisfies never;
  }
}

/** Members in one order, however deep: the order in which they came says nothing. Lists stay as they are. */
export function sortMembers(node: JsonNode): JsonNode {
  switch (node.kind) {
    case 'list':
      return { kind: 'list', items: node.items.map(sortMembers) };
    case 'object': {
      const members = [...node.members].map(([key, item]) => [key, sortMembers(item)] as const);
      return { kind: 'object', members: new Map(members.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) };
    }
    default:
      return node;
  }
}
