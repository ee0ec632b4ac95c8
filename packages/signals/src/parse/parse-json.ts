import { parse } from 'lossless-json';
import type { Refusal } from '../signal.ts';
import { describeJsonError, type JsonFault } from './describe-json-error.ts';
import { type JsonNode, toJsonNode } from './json-node.ts';
import { quote, refuse } from './refuse.ts';
import { sentence } from '../sentences/sentence.ts';

const MAX_DEPTH = 16;
const POSITION = /at position (\d+)$/;

export type JsonResult = { readonly ok: true; readonly node: JsonNode } | Refusal | JsonFault;

/** Reads JSON strictly: one key with two values, and what is nested deeper than 16, are refused. */
export function parseJson(text: string): JsonResult {
  if (depthOf(text) > MAX_DEPTH) return refuse('bad-json', sentence('nested-deep', { most: MAX_DEPTH }));
  let twice: string | null = null;
  try {
    const value = parse(text, null, {
      onDuplicateKey: ({ key, oldValue }) => {
        twice ??= key;
        return oldValue;
      },
    });
    if (twice !== null) return refuse('conflicting-fields', sentence('key-twice', { key: quote(twice) }));
    return { ok: true, node: toJsonNode(value) };
  } catch (error) {
    const found = POSITION.exec(error instanceof Error ? error.message : '');
    return describeJsonError(text, found?.[1] === undefined ? text.length : Number.parseInt(found[1], 10));
  }
}

/** How deep brackets nest, those inside of strings left out. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isQuoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index];
    if (isQuoted) {
      if (char === '\\') index += 1;
      else if (char === '"') isQuoted = false;
    } else if (char === '"') isQuoted = true;
    else if (char === '{' || char === '[') deepest = Math.max(deepest, (depth += 1));
    else if (char === '}' || char === ']') depth -= 1;
  }
  return deepest;
}
