import { isAlias, isMap, isScalar, isSeq, parseDocument, type Node, type Scalar } from 'yaml';
import { displayKey, displaySource } from '../errors/display.ts';
import { findDeepNesting, MAX_DEPTH } from './find-deep-nesting.ts';
import { isWholeNumber, type YamlEntry, type YamlNode } from './yaml-node.ts';
import { describeYamlCode, type YamlProblem } from './yaml-problem.ts';

export const MAX_BYTES = 256 * 1024;

export type ReadYamlResult =
  | { readonly ok: true; readonly root: YamlNode }
  | { readonly ok: false; readonly problems: readonly YamlProblem[] };

type Path = readonly (string | number)[];

const MAX_PROBLEMS = 50;
const FORBIDDEN_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];
const BARE_REFERENCE = {
  found: '"${" without quotes inside brackets',
  expected: 'it in quotes, or for a number the key on a line of its own',
};
const EMPTY: YamlNode = { kind: 'scalar', value: null, source: '', isQuoted: false, offset: 0 };

/**
 * Reads YAML 1.2 (core schema) into a tree with positions. Refused: more than 256 kB, deep nesting, aliases, anchors, tags,
 * duplicate keys, keys that are no text, several documents, and whatever the parser only warns of.
 */
export function readYaml(text: string): ReadYamlResult {
  const problems: YamlProblem[] = [];
  const refuse = (offset: number, path: Path, found: string, expected: string) => {
    if (problems.length < MAX_PROBLEMS) problems.push({ offset, path, found, expected });
  };

  const readScalar = (node: Scalar, offset: number): YamlNode => {
    const isQuoted = node.type !== 'PLAIN';
    const source = isQuoted ? String(node.value) : (node.source ?? '');
    const value = node.value;
    if (isQuoted || typeof value === 'string')
      return { kind: 'scalar', value: String(value), source, isQuoted, offset };
    if (typeof value === 'boolean' || value === null) return { kind: 'scalar', value, source, isQuoted, offset };
    const isExact = typeof value === 'number' && isWholeNumber(source);
    return { kind: 'scalar', value: isExact ? value : NaN, source, isQuoted, offset };
  };

  const readKey = (key: unknown, path: Path, offset: number): string | null => {
    const keyOffset = isScalar(key) || isMap(key) || isSeq(key) || isAlias(key) ? (key.range?.[0] ?? offset) : offset;
    if (!isScalar(key) || typeof key.value !== 'string') {
      const found = isScalar(key) ? displaySource(key.source ?? '') : 'something else';
      refuse(keyOffset, path, found, isScalar(key) ? 'the key in quotes' : 'a text as key');
      return null;
    }
    if (key.tag !== undefined || key.anchor !== undefined) refuse(keyOffset, path, 'a tag or anchor', 'a plain key');
    if (!FORBIDDEN_KEYS.includes(key.value)) return key.value;
    refuse(keyOffset, path, displayKey(key.value), 'another key');
    return null;
  };

  const read = (node: Node | null | undefined, path: Path, parentOffset: number): YamlNode => {
    const offset = node?.range?.[0] ?? parentOffset;
    if (node === null || node === undefined) return { ...EMPTY, offset };
    if (path.length > MAX_DEPTH) refuse(offset, path, 'deep nesting', `at most ${MAX_DEPTH} levels`);
    if (isAlias(node) || path.length > MAX_DEPTH) {
      if (isAlias(node)) refuse(offset, path, 'an alias', 'the value itself');
      return { ...EMPTY, offset };
    }
    if (node.tag !== undefined) refuse(offset, path, 'a tag', 'no tags');
    if (!isAlias(node) && 'anchor' in node && node.anchor !== undefined)
      refuse(offset, path, 'an anchor', 'no anchors');
    if (isScalar(node)) return readScalar(node, offset);
    if (isSeq<Node>(node)) {
      return { kind: 'list', items: node.items.map((item, index) => read(item, [...path, index], offset)), offset };
    }
    if (!isMap<Node, Node | null>(node)) return { ...EMPTY, offset };
    const entries: YamlEntry[] = [];
    const seen = new Set<string>();
    for (const pair of node.items) {
      const key = readKey(pair.key, path, offset);
      if (key === null) continue;
      const keyOffset = pair.key.range?.[0] ?? offset;
      if (seen.has(key)) refuse(keyOffset, [...path, key], `${displayKey(key)} a second time`, 'each key once');
      seen.add(key);
      entries.push({ key, keyOffset, value: read(pair.value, [...path, key], keyOffset) });
    }
    return { kind: 'map', entries, offset };
  };

  if (new TextEncoder().encode(text).length > MAX_BYTES) {
    return { ok: false, problems: [{ offset: 0, path: [], found: 'more than 256 kB', expected: 'a smaller file' }] };
  }
  const deepAt = findDeepNesting(text);
  if (deepAt !== null) {
    const expected = `at most ${MAX_DEPTH} levels`;
    return { ok: false, problems: [{ offset: deepAt, path: [], found: 'deep nesting', expected }] };
  }
  const document = parseDocument(text, { schema: 'core', version: '1.2', prettyErrors: false, uniqueKeys: false });
  for (const { code, pos } of [...document.errors, ...document.warnings]) {
    const [at] = pos;
    if (problems.length === 0 && text.startsWith('${', at - 1)) {
      refuse(at - 1, [], BARE_REFERENCE.found, BARE_REFERENCE.expected);
      break; // what the parser says of the rest comes of it
    }
    const isSaid = problems.some(({ offset }) => offset === at);
    const { found, expected } = describeYamlCode(code);
    if (!isSaid) refuse(at, [], found, expected);
  }
  // another version reads `yes` and `010` otherwise
  if (problems.length === 0 && document.directives?.yaml.explicit === true) {
    refuse(0, [], 'a directive', 'none: it is YAML 1.2');
  }
  if (problems.length > 0) return { ok: false, problems };
  const root = read(document.contents, [], 0);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, root };
}
