import type { ConfigPath } from '../errors/config-error.ts';
import { knownKeys } from '../errors/known-keys.ts';
import { matchesPattern } from '../errors/path-pattern.ts';
import type { YamlEntry, YamlNode } from '../yaml/yaml-node.ts';

/** Mappings of which one key excludes the others: the overlay's stands in place of the file's. */
const CHOICES: readonly string[] = [
  'routes.*.size',
  'routes.*.token',
  'routes.*.secret',
  'routes.*.protect.stopLoss',
  'brokers.*.credentials.*',
  'telegram.token',
  'telegram.users.*.totp',
];

const isNull = (node: YamlNode) => node.kind === 'scalar' && node.value === null && node.source !== '';

/**
 * The file with what its overlay says: mappings are merged key by key, all the way down, so that accounts, routes, users and
 * chats are by their names; lists, single values and choices such as `size` are replaced whole; `null` takes a key away, and nothing where the file has none.
 */
export function mergeTrees(base: YamlNode, overlay: YamlNode, path: ConfigPath = []): YamlNode {
  if (base.kind !== 'map' || overlay.kind !== 'map') return overlay;
  if (CHOICES.some((pattern) => matchesPattern(path, pattern))) return overlay;
  const said = new Map(overlay.entries.map((entry) => [entry.key, entry]));
  const known = new Set(base.entries.map(({ key }) => key));
  const kept = base.entries.flatMap((entry): readonly YamlEntry[] => {
    const other = said.get(entry.key);
    if (other === undefined) return [entry];
    if (isNull(other.value)) return [];
    const value = mergeTrees(entry.value, other.value, [...path, entry.key]);
    return [{ key: entry.key, keyOffset: value === other.value ? other.keyOffset : entry.keyOffset, value }];
  });
  const added = overlay.entries.flatMap((entry): readonly YamlEntry[] => {
    if (known.has(entry.key)) return [];
    if (isNull(entry.value)) return knownKeys(path).includes(entry.key) ? [] : [entry];
    const nothing: YamlNode = { kind: 'map', entries: [], offset: entry.value.offset };
    return [{ ...entry, value: mergeTrees(nothing, entry.value, [...path, entry.key]) }];
  });
  return { ...base, entries: [...kept, ...added] };
}
