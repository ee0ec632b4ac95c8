import type { YamlNode } from '../yaml/yaml-node.ts';

/** The same tree as if its text began `by` units later. */
export function shiftOffsets(node: YamlNode, by: number): YamlNode {
  const offset = node.offset + by;
  switch (node.kind) {
    case 'scalar':
      return { ...node, offset };
    case 'list':
      return { ...node, offset, items: node.items.map((item) => shiftOffsets(item, by)) };
    case 'map':
      return {
        ...node,
        offset,
        entries: node.entries.map(({ key, keyOffset, value }) => ({
          key,
          keyOffset: keyOffset + by,
          value: shiftOffsets(value, by),
        })),
      };
    default:
      return node satisfies never;
  }
}
