import {
  type Decimal,
  MARGIN_TYPES,
  type MarginType,
  POSITION_MODES,
  type PositionMode,
  ZERO,
} from '@perpdesk/broker-core';
import { STANDARD_FEES } from './engine/create-rules.ts';
import type { Fees } from './engine/rules.ts';
import { createReader, type Reader } from './stored/reader.ts';

/** A paper account's part of the configuration, read. What is left out there is left out here. */
export type PaperSettings = {
  readonly balances?: Readonly<Record<string, Decimal>>;
  readonly seed?: number;
  readonly volatility?: Decimal;
  readonly prices?: Readonly<Record<string, Decimal>>;
  readonly fees?: Fees;
  readonly leverage?: number;
  readonly marginType?: MarginType;
  readonly positionMode?: PositionMode;
};

const KEYS = ['balances', 'seed', 'volatility', 'prices', 'fees', 'leverage', 'marginType', 'positionMode'];

/**
 * Reads plain data: amounts as decimal text, `seed` and `leverage` as whole numbers, all optional.
 *
 * @throws {TypeError} that names the path, what was expected and what was found.
 */
export function readPaperSettings(value: unknown): PaperSettings {
  const from = createReader(value ?? {}, 'settings');
  const unknown = from.keys().find((key) => !KEYS.includes(key));
  if (unknown !== undefined) {
    throw new TypeError(`settings.${unknown}: a paper account has no such setting; it has ${KEYS.join(', ')}.`);
  }
  return {
    ...given(from, 'balances', () => ({
      balances: readDecimals(from.object('balances'), 'not below 0', isNotNegative),
    })),
    ...given(from, 'seed', () => ({ seed: from.integer('seed') })),
    ...given(from, 'volatility', () => ({ volatility: readDecimal(from, 'volatility', 'not below 0', isNotNegative) })),
    ...given(from, 'prices', () => ({ prices: readDecimals(from.object('prices'), 'above 0', isPositive) })),
    ...given(from, 'fees', () => ({ fees: readFees(from.object('fees')) })),
    ...given(from, 'leverage', () => ({ leverage: readLeverage(from) })),
    ...given(from, 'marginType', () => ({ marginType: from.oneOf('marginType', MARGIN_TYPES) })),
    ...given(from, 'positionMode', () => ({ positionMode: from.oneOf('positionMode', POSITION_MODES) })),
  };
}

function given<T extends object>(from: Reader, key: string, read: () => T): T | object {
  return from.has(key) ? read() : {};
}

function readFees(from: Reader): Fees {
  const fee = (key: 'maker' | 'taker') =>
    from.has(key) ? readDecimal(from, key, 'not below 0', isNotNegative) : STANDARD_FEES[key];
  return { maker: fee('maker'), taker: fee('taker') };
}

function readLeverage(from: Reader): number {
  const leverage = from.integer('leverage');
  if (leverage < 1) throw new TypeError(`settings.leverage: expected a whole number from 1 on, found ${leverage}.`);
  return leverage;
}

function readDecimals(from: Reader, expected: string, allows: (value: Decimal) => boolean) {
  return Object.fromEntries(from.keys().map((key) => [key, readDecimal(from, key, expected, allows)]));
}

function readDecimal(from: Reader, key: string, expected: string, allows: (value: Decimal) => boolean): Decimal {
  const value = from.decimal(key);
  if (allows(value)) return value;
  throw new TypeError(`${from.path}.${key}: expected a number ${expected}, found ${value.toFixed()}.`);
}

const isPositive = (value: Decimal) => value.gt(ZERO);
const isNotNegative = (value: Decimal) => value.gte(ZERO);
