import type { Refusal } from '../signal.ts';
import type { FieldValue, FieldValues } from './collect-fields.ts';
import type { FieldNames } from './field-names.ts';
import { refuse } from './refuse.ts';
import { sentence } from '../sentences/sentence.ts';

export type Reading<Value> = { readonly ok: true; readonly value: Value | null } | Refusal;
export type Resolved<Value> =
  | {
      readonly ok: true;
      readonly value: Value | null;
      /** The key that it was read from. */ readonly path: string | null;
    }
  | Refusal;

export interface FieldReader<Value> {
  /** Reads what stands under one key; `null`: as good as absent. */
  readonly read: (text: string, path: string) => Reading<Value>;
  readonly same: (a: Value, b: Value) => boolean;
}

/** The field's value under all its names: they must agree. Fallbacks are looked at only where there is none. */
export function resolveField<Value>(
  fields: FieldValues,
  { names, fallbacks }: FieldNames,
  reader: FieldReader<Value>,
): Resolved<Value> {
  const own = firstAgreed(
    names.flatMap((name) => fields.get(name) ?? []),
    reader,
  );
  if (!own.ok || own.value !== null) return own;
  for (const name of fallbacks) {
    const other = firstAgreed(fields.get(name) ?? [], reader);
    if (!other.ok || other.value !== null) return other;
  }
  return own;
}

function firstAgreed<Value>(values: readonly FieldValue[], reader: FieldReader<Value>): Resolved<Value> {
  let first: { readonly value: Value; readonly path: string } | null = null;
  for (const candidate of values) {
    const reading = readValue(candidate, reader);
    if (!reading.ok) return reading;
    const { value } = reading;
    if (value === null) continue;
    if (first === null) first = { value, path: candidate.path };
    else if (!reader.same(first.value, value)) {
      return refuse('conflicting-fields', sentence('fields-differ', { field: first.path, other: candidate.path }));
    }
  }
  return { ok: true, value: first?.value ?? null, path: first?.path ?? null };
}

function readValue<Value>({ node, path }: FieldValue, reader: FieldReader<Value>): Reading<Value> {
  if (node.kind === 'list' || node.kind === 'object')
    return refuse('bad-json', sentence('holds-list', { field: path }));
  if (isUnfilled(node.text)) {
    return refuse('unresolved-placeholder', sentence('holds-placeholder', { field: path }));
  }
  return reader.read(node.text, path);
}

/** Whether a value holds a placeholder. */
export function hasPlaceholder({ node }: FieldValue): boolean {
  return node.kind === 'text' && isUnfilled(node.text);
}

function isUnfilled(text: string): boolean {
  const start = text.indexOf('{{');
  return start !== -1 && text.includes('}}', start);
}
