import { z } from 'zod';

const NAME = 'a name: a letter, then up to 39 letters, digits, - or _';

/** Of a broker, a route or a chat. */
export const name = z.string({ error: NAME }).regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/, { error: NAME });

const SYMBOL = 'an instrument in capitals, e.g. BTCUSDT';

export const symbol = z.string({ error: SYMBOL }).regex(/^[A-Z0-9]{2,30}$/, { error: SYMBOL });

const ASSET = 'an asset in capitals, e.g. USDT';

export const asset = z.string({ error: ASSET }).regex(/^[A-Z0-9]{2,20}$/, { error: ASSET });

/** One of the words; the error names them. */
export function oneOf<const T extends readonly string[]>(words: T) {
  return z.enum(words, { error: words.length === 1 ? `${words[0]}` : `one of: ${words.join(', ')}` });
}

export const flag = z.boolean({ error: 'true or false' });

/** A whole number, both ends included. */
export function integer(min: number, max: number) {
  const error = `a whole number from ${min} to ${max}, without quotes`;
  return z.int({ error }).min(min, { error }).max(max, { error });
}

/** A mapping whose keys are all known. */
export function block<const T extends z.core.$ZodShape>(what: string, shape: T) {
  return z.strictObject(shape, { error: `a mapping: ${what}` });
}

export function mapping<K extends z.core.$ZodRecordKey, V extends z.core.SomeType>(what: string, key: K, value: V) {
  return z.record(key, value, { error: `a mapping: ${what}` });
}

export function list<T extends z.core.SomeType>(what: string, item: T) {
  return z.array(item, { error: `a list: ${what}` });
}
