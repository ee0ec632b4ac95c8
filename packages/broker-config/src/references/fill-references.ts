import type { ConfigPath, Finding } from '../errors/config-error.ts';
import { isSecretPath } from '../errors/secret-paths.ts';
import { readPlain, type YamlNode } from '../yaml/yaml-node.ts';
import { readReferences } from './read-reference.ts';

export interface FilledTree {
  readonly root: YamlNode;
  readonly findings: readonly Finding[];
  /** By the path's JSON: values that came from variables, and secrets whose variable is not set. */
  readonly referred: ReadonlyMap<string, 'filled' | 'missing'>;
}

export interface FillOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `false`: a secret that is not there stands as it is written, and is no fault. */
  readonly needsSecrets: boolean;
}

type Scalar = Extract<YamlNode, { kind: 'scalar' }>;

/**
 * Puts environment variables into values (never into keys). Without quotes the value is read as if it had been written there,
 * so that a port is a number; in quotes it is a text.
 */
export function fillReferences(root: YamlNode, { env, needsSecrets }: FillOptions): FilledTree {
  const findings: Finding[] = [];
  const referred = new Map<string, 'filled' | 'missing'>();

  function fillScalar(node: Scalar, path: ConfigPath): YamlNode {
    if (typeof node.value !== 'string' || !node.value.includes('${')) return node;
    const { text, names, fault } = readReferences(node.value, env);
    if (fault !== null) {
      if (fault.isMissing && !needsSecrets && isSecretPath(path)) referred.set(JSON.stringify(path), 'missing');
      else findings.push({ kind: 'invalid', path, found: fault.found, expected: fault.expected });
      return node;
    }
    if (names.length === 0) return { ...node, value: text };
    referred.set(JSON.stringify(path), 'filled');
    const value = node.isQuoted || isSecretPath(path) ? text : readPlain(text);
    return { ...node, value, variables: names };
  }

  function fill(node: YamlNode, path: ConfigPath): YamlNode {
    switch (node.kind) {
      case 'scalar':
        return fillScalar(node, path);
      case 'list':
        return { ...node, items: node.items.map((item, index) => fill(item, [...path, index])) };
      case 'map':
        return {
          ...node,
          entries: node.entries.map((entry) => ({ ...entry, value: fill(entry.value, [...path, entry.key]) })),
        };
      default:
        return node satisfies never;
    }
  }

  return { root: fill(root, []), findings, referred };
}
