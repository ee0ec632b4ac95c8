import { placeOf, type SourceFile } from '../overlay/source-file.ts';
import { nodeAt, offsetAt, type YamlNode } from '../yaml/yaml-node.ts';
import type { ConfigError, ConfigPath, ConfigWarning, Finding } from './config-error.ts';
import { displayPath, displaySource, displayText } from './display.ts';
import { isSecretPath } from './secret-paths.ts';

/** The files that were read, as one tree: where messages point to. */
export interface ConfigSource {
  readonly files: readonly SourceFile[];
  readonly root: YamlNode;
}

/** What stands in the file at the path, as a phrase; never a secret. */
function describe(root: YamlNode, path: ConfigPath): string {
  const node = nodeAt(root, path);
  if (node === undefined) return 'nothing';
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'map') return 'a mapping';
  if (isSecretPath(path)) return 'a value';
  // what a variable holds is not repeated
  if (node.variables !== undefined) return `a value made of the environment variable ${node.variables.join(', ')}`;
  if (node.isQuoted || typeof node.value === 'string') return displayText(String(node.value));
  return displaySource(node.source) + oddNumber(node.source);
}

/** Forms of a number that are read differently from place to place, or are no exact amount. */
function oddNumber(source: string): string {
  if (/^[-+]?0\d/.test(source)) return ', a number with a zero before it';
  if (/^[-+]?0[xob]/i.test(source)) return ', a number in another base than ten';
  if (/^[-+]?[\d.]+e/i.test(source)) return ', a number with an exponent';
  if (/^[-+]?\.(inf|nan)$/i.test(source)) return ', no number that can be meant';
  return /^\+\d/.test(source) ? ', a number with a plus before it' : '';
}

export function locateError(source: ConfigSource, { kind, path, found, expected, atKey }: Finding): ConfigError {
  const place = placeOf(source.files, offsetAt(source.root, path, atKey));
  const shown = found ?? describe(source.root, path);
  return { kind, ...place, path: displayPath(path), found: shown, expected };
}

export function locateWarning(source: ConfigSource, path: ConfigPath, message: string): ConfigWarning {
  const place = placeOf(source.files, offsetAt(source.root, path));
  return { ...place, path: displayPath(path), message };
}
