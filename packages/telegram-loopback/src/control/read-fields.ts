import { isRecord } from '../record.ts';
import { ControlError } from './control-error.ts';

/** Typed access to the fields of a JSON object. */
export interface Fields {
  text(name: string): string;
  integer(name: string): number;
  flag(name: string): boolean;
  optionalText(name: string): string | undefined;
  optionalInteger(name: string): number | undefined;
  optionalNumber(name: string): number | undefined;
}

/** Opens a JSON object whose only fields are `known`; throws a `ControlError` for anything else. */
export function readFields(value: unknown, known: readonly string[]): Fields {
  if (!isRecord(value)) throw new ControlError('expected a JSON object');
  const stranger = Object.keys(value).find((name) => !known.includes(name));
  if (stranger !== undefined) throw new ControlError(`${stranger}: unknown field; expected ${known.join(', ')}`);
  const fail = (name: string, expected: string) => new ControlError(`${name}: expected ${expected}`);
  const optionalNumber = (name: string) => {
    const field = value[name];
    if (field === undefined) return undefined;
    if (typeof field !== 'number' || !Number.isFinite(field)) throw fail(name, 'a number');
    return field;
  };
  const optionalInteger = (name: string) => {
    const field = optionalNumber(name);
    if (field !== undefined && !Number.isSafeInteger(field)) throw fail(name, 'a whole number');
    return field;
  };
  const optionalText = (name: string) => {
    const field = value[name];
    if (field !== undefined && typeof field !== 'string') throw fail(name, 'a text');
    return field;
  };
  const required = <T>(name: string, field: T | undefined, expected: string): T => {
    if (field === undefined) throw fail(name, expected);
    return field;
  };
  return {
    text: (name) => required(name, optionalText(name), 'a text'),
    integer: (name) => required(name, optionalInteger(name), 'a whole number'),
    flag(name) {
      const field = value[name];
      if (typeof field !== 'boolean') throw fail(name, 'true or false');
      return field;
    },
    optionalText,
    optionalInteger,
    optionalNumber,
  };
}
