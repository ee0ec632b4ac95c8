import type { ConfigPath } from '../errors/config-error.ts';

/** The file's tree with positions. Offsets count UTF-16 units from the start of the text. */
export type YamlNode =
  | {
      readonly kind: 'scalar';
      /** Numbers are whole and exact; any other number is `NaN`, and `source` says what stood there. */
      readonly value: string | number | boolean | null;
      readonly source: string;
      readonly isQuoted: boolean;
      readonly offset: number;
      /** Environment variables that the value was made of, as they may be shown. */
      readonly variables?: readonly string[];
    }
  | { readonly kind: 'map'; readonly entries: readonly YamlEntry[]; readonly offset: number }
  | { readonly kind: 'list'; readonly items: readonly YamlNode[]; readonly offset: number };

export interface YamlEntry {
  readonly key: string;
  readonly keyOffset: number;
  readonly value: YamlNode;
}

const WHOLE_NUMBER = /^-?(0|[1-9]\d{0,14})$/;

export function isWholeNumber(source: string): boolean {
  return WHOLE_NUMBER.test(source);
}

/** What a text without quotes means: a flag, a whole number, or the text. */
export function readPlain(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return isWholeNumber(text) ? Number.parseInt(text, 10) : text;
}

const entryOf = (node: YamlNode, key: string | number): YamlEntry | undefined =>
  node.kind === 'map' ? node.entries.find((entry) => entry.key === key) : undefined;

const childOf = (node: YamlNode, key: string | number): YamlNode | undefined =>
  node.kind === 'list' && typeof key === 'number' ? node.items[key] : entryOf(node, key)?.value;

export function nodeAt(root: YamlNode, path: ConfigPath): YamlNode | undefined {
  let node: YamlNode | undefined = root;
  for (const key of path) node = node === undefined ? undefined : childOf(node, key);
  return node;
}

/** Where the value at the path starts; its key for an empty one or with `atKey`; the nearest thing above for a missing one. */
export function offsetAt(root: YamlNode, path: ConfigPath, atKey = false): number {
  let node = root;
  let offset = root.offset;
  for (const [index, key] of path.entries()) {
    const isLast = index === path.length - 1;
    const entry = entryOf(node, key);
    const next = childOf(node, key);
    if (next === undefined) return offset;
    const isEmpty = next.kind === 'scalar' && next.source === '' && !next.isQuoted;
    // a mapping or list that lacks something is found by its key
    const byKey = isEmpty || (isLast ? atKey : next.kind !== 'scalar');
    offset = entry !== undefined && byKey ? entry.keyOffset : next.offset;
    node = next;
  }
  return offset;
}

/** Plain values; mappings have no prototype. */
export function toPlainValue(node: YamlNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(toPlainValue);
    case 'map': {
      const map: Record<string, unknown> = Object.create(null);
      for (const { key, value } of node.entries) map[key] = toPlainValue(value);
      return map;
    }
    default:
      return node satisfies never;
  }
}
