import { type Decimal, decimal } from '@perpdesk/broker-core';
import { ControlError } from './control-error.ts';

/** Reads a JSON object's fields; what is wrong or unknown throws a `ControlError` that names it. */
export interface Fields {
  optionalText(name: string): string | undefined;
  text(name: string): string;
  optionalNumber(name: string): number | undefined;
  number(name: string): number;
  optionalFlag(name: string): boolean | undefined;
  /** Decimal text or a whole number; `null` where it is JSON's null. */
  optionalAmount(name: string): Decimal | null | undefined;
  amount(name: string): Decimal;
  optionalObject(name: string, known: readonly string[]): Fields | undefined;
  /** The object's fields as they are. */
  readonly raw: Readonly<Record<string, unknown>>;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `known` are the names that there may be; without it any. */
export function readFields(value: unknown, known?: readonly string[], path = ''): Fields {
  if (!isRecord(value)) throw new ControlError(`${path === '' ? 'body' : path}: expected an object`);
  const unknown = known && Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new ControlError(`${path}${unknown}: not known; expected ${known?.join(', ') ?? 'nothing'}`);
  }
  const read = <T>(name: string, expected: string, pick: (found: unknown) => T | undefined): T | undefined => {
    const found = Object.hasOwn(value, name) ? value[name] : undefined;
    if (found === undefined) return undefined;
    const picked = pick(found);
    if (picked === undefined) throw new ControlError(`${path}${name}: expected ${expected}`);
    return picked;
  };
  const need = <T>(name: string, expected: string, found: T | undefined): T => {
    if (found === undefined) throw new ControlError(`${path}${name}: expected ${expected}`);
    return found;
  };
  const optionalText = (name: string) => read(name, 'text', (found) => (typeof found === 'string' ? found : undefined));
  const optionalNumber = (name: string) =>
    read(name, 'a number', (found) => (typeof found === 'number' && Number.isFinite(found) ? found : undefined));
  const optionalAmount = (name: string) =>
    read(name, 'decimal text', (found) => (found === null ? null : toAmount(found)));
  return {
    raw: value,
    optionalText,
    text: (name) => need(name, 'text', optionalText(name)),
    optionalNumber,
    number: (name) => need(name, 'a number', optionalNumber(name)),
    optionalFlag: (name) => read(name, 'true or false', (found) => (typeof found === 'boolean' ? found : undefined)),
    optionalAmount,
    amount: (name) => need(name, 'decimal text', optionalAmount(name) ?? undefined),
    optionalObject: (name, fields) =>
      read(name, 'an object', (found) => (isRecord(found) ? readFields(found, fields, `${path}${name}.`) : undefined)),
  };
}

function toAmount(found: unknown): Decimal | undefined {
  const text = typeof found === 'number' && Number.isSafeInteger(found) ? found.toString() : found;
  if (typeof text !== 'string') return undefined;
  try {
    return decimal(text);
  } catch {
    return undefined;
  }
}
