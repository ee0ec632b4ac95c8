import type { Refusal } from '../signal.ts';
import type { FieldValues } from './collect-fields.ts';
import type { FieldNames } from './field-names.ts';
import { type FieldReader, resolveField } from './resolve-field.ts';

/** Reads fields one after the other until one is refused; the first refusal stands. */
export interface FieldReading {
  /** `null`: absent, or something was refused. */
  readonly read: <Value>(names: FieldNames, reader: FieldReader<Value>) => Value | null;
  /** As `read`, of names that all mean the same. */
  readonly any: <Value>(names: readonly string[], reader: FieldReader<Value>) => Value | null;
  readonly refusal: () => Refusal | null;
  /** Refuses what was read, unless something was already. */
  readonly fail: (refusal: Refusal) => null;
  /** Plain names that were asked for. */
  readonly asked: ReadonlySet<string>;
}

export function createFieldReading(fields: FieldValues): FieldReading {
  let refusal: Refusal | null = null;
  const asked = new Set<string>();
  const fail = (found: Refusal): null => {
    refusal ??= found;
    return null;
  };
  const read: FieldReading['read'] = (names, reader) => {
    for (const name of [...names.names, ...names.fallbacks]) asked.add(name);
    if (refusal !== null) return null;
    const resolved = resolveField(fields, names, reader);
    return resolved.ok ? resolved.value : fail(resolved);
  };
  return { read, any: (names, reader) => read({ names, fallbacks: [] }, reader), refusal: () => refusal, fail, asked };
}
