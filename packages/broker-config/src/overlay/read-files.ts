import type { ConfigError } from '../errors/config-error.ts';
import { displayPath } from '../errors/display.ts';
import type { ConfigSource } from '../errors/locate.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import { mergeTrees } from './merge-trees.ts';
import { shiftOffsets } from './shift-offsets.ts';
import { placeFiles, placeOf, type SourceFile } from './source-file.ts';

export type ReadFilesResult =
  | { readonly ok: true; readonly source: ConfigSource }
  | { readonly ok: false; readonly errors: readonly ConfigError[] };

/** A file without a word in it says nothing. */
const isEmpty = (node: YamlNode) => node.kind === 'scalar' && node.source === '' && !node.isQuoted;

/** Reads the file and its overlay as one tree, in which every place knows where it stands. */
export function readFiles(given: readonly Pick<SourceFile, 'file' | 'text'>[]): ReadFilesResult {
  const files = placeFiles(given);
  const errors: ConfigError[] = [];
  let root: YamlNode | null = null;
  for (const { text, startsAt } of files) {
    const yaml = readYaml(text);
    if (!yaml.ok) {
      errors.push(
        ...yaml.problems.map(({ offset, path, found, expected }): ConfigError => {
          return { kind: 'syntax', ...placeOf(files, offset + startsAt), path: displayPath(path), found, expected };
        }),
      );
      continue;
    }
    const own = shiftOffsets(yaml.root, startsAt);
    root = root === null ? own : isEmpty(own) ? root : mergeTrees(root, own);
  }
  return errors.length > 0 || root === null ? { ok: false, errors } : { ok: true, source: { files, root } };
}
