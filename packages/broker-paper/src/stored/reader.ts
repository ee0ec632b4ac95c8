import { decimal, type Decimal } from '@perpdesk/broker-core';

/** Reads the fields of one plain object, or says by its path what is wrong. */
export interface Reader {
  readonly path: string;
  text(key: string): string;
  decimal(key: string): Decimal;
  decimalOrNull(key: string): Decimal | null;
  textOrNull(key: string): string | null;
  /** A safe whole number. */
  integer(key: string): number;
  integerOrNull(key: string): number | null;
  flag(key: string): boolean;
  oneOf<T extends string>(key: string, values: readonly T[]): T;
  oneOfOrNull<T extends string>(key: string, values: readonly T[]): T | null;
  object(key: string): Reader;
  list(key: string): readonly Reader[];
  has(key: string): boolean;
  keys(): readonly string[];
}

/** @throws {TypeError} if the value is no object, and so do the reader's methods where a field is not what they ask for. */
export function createReader(value: unknown, path: string): Reader {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(path, 'an object', value);
  const fields: ReadonlyMap<string, unknown> = new Map(Object.entries(value));
  const at = (key: string) => (path === '' ? key : `${path}.${key}`);
  const isNull = (key: string) => fields.get(key) === null;
  const reader: Reader = {
    path,
    text(key) {
      const found = fields.get(key);
      if (typeof found === 'string') return found;
      throw wrong(at(key), 'text', found);
    },
    decimal(key) {
      const found = fields.get(key);
      if (typeof found !== 'string') throw wrong(at(key), 'a decimal number as text', found);
      try {
        return decimal(found);
      } catch {
        throw wrong(at(key), 'a decimal number as text', found);
      }
    },
    decimalOrNull: (key) => (isNull(key) ? null : reader.decimal(key)),
    textOrNull: (key) => (isNull(key) ? null : reader.text(key)),
    integer(key) {
      const found = fields.get(key);
      if (typeof found === 'number' && Number.isSafeInteger(found)) return found;
      throw wrong(at(key), 'a whole number', found);
    },
    integerOrNull: (key) => (isNull(key) ? null : reader.integer(key)),
    flag(key) {
      const found = fields.get(key);
      if (typeof found === 'boolean') return found;
      throw wrong(at(key), 'true or false', found);
    },
    oneOf(key, values) {
      const found = fields.get(key);
      const value = values.find((one) => one === found);
      if (value === undefined) throw wrong(at(key), `one of ${values.join(', ')}`, found);
      return value;
    },
    oneOfOrNull: (key, values) => (isNull(key) ? null : reader.oneOf(key, values)),
    object: (key) => createReader(fields.get(key), at(key)),
    list(key) {
      const found = fields.get(key);
      if (!Array.isArray(found)) throw wrong(at(key), 'a list', found);
      return found.map((item: unknown, index) => createReader(item, `${at(key)}[${index}]`));
    },
    has: (key) => fields.get(key) !== undefined,
    keys: () => [...fields.keys()],
  };
  return reader;
}

function wrong(path: string, expected: string, found: unknown): TypeError {
  const text = found === undefined ? 'nothing' : (JSON.stringify(found)?.slice(0, 60) ?? typeof found);
  return new TypeError(`${path}: expected ${expected}, found ${text}.`);
}
