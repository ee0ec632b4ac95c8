import { lineColumn } from '../yaml/line-column.ts';
import { nodeAt, offsetAt, type YamlNode } from '../yaml/yaml-node.ts';
import type { ConfigError, ConfigPath, ConfigWarning, Finding } from './config-error.ts';
import { displayPath, displaySource, displayText } from './display.ts';
import { isSecretPath } from './secret-paths.ts';

/** A file that was read: where messages point to. */
export interface ConfigSource {
  /** As it is to be shown. */
  readonly file: string;
  readonly text: string;
  readonly root: YamlNode;
}

/** What stands in the file at the path, as a phrase; never a secret. */
function describe(root: YamlNode, path: ConfigPath): string {
  const node = nodeAt(root, path);
  if (node === undefined) return 'nothing';
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'map') return 'a mapping';
  if (isSecretPath(path)) return 'a value';
  if (node.isQuoted || typeof node.value === 'string') return displayText(String(node.value));
  return displaySource(node.source);
}

export function locateError(source: ConfigSource, { kind, path, found, expected, atKey }: Finding): ConfigError {
  const place = lineColumn(source.text, offsetAt(source.root, path, atKey));
  const shown = found ?? describe(source.root, path);
  return { kind, file: source.file, ...place, path: displayPath(path), found: shown, expected };
}

export function locateWarning(source: ConfigSource, path: ConfigPath, message: string): ConfigWarning {
  const place = lineColumn(source.text, offsetAt(source.root, path));
  return { file: source.file, ...place, path: displayPath(path), message };
}
