import { type Decimal, toSymbol } from '@perpdesk/broker-core';
import { isCryptoExchange } from '../normalise/crypto-exchanges.ts';
import { readNumber } from './read-number.ts';
import { readMarketPosition, readSide, readText } from './read-texts.ts';
import { readTime } from './read-time.ts';
import { refuse } from './refuse.ts';
import type { FieldReader } from './resolve-field.ts';
import { sentence } from '../sentences/sentence.ts';

const identical = (a: unknown, b: unknown) => a === b;
const equal = (a: Decimal, b: Decimal) => a.eq(b);

export const TEXT: FieldReader<string> = { read: (text) => ({ ok: true, value: readText(text) }), same: identical };

export const LOWER_CASE: FieldReader<string> = {
  read: (text) => ({ ok: true, value: readText(text)?.toLowerCase() ?? null }),
  same: identical,
};

/** `ETHUSDT.P` and `ETHUSDT_UMCBL` are one instrument. */
export const SYMBOL: FieldReader<string> = {
  read: (text, path) => {
    const symbol = readText(text);
    return symbol === null
      ? refuse('missing-symbol', sentence('field-empty', { field: path }))
      : { ok: true, value: symbol };
  },
  same: (a, b) => {
    const [first, second] = [toSymbol(a), toSymbol(b)];
    return first === null || second === null ? a.toUpperCase() === b.toUpperCase() : first.symbol === second.symbol;
  },
};

/** The chart's exchange and the one to trade on may both be named; both must be of one kind. */
export const EXCHANGE: FieldReader<string> = {
  read: TEXT.read,
  same: (a, b) => a.toUpperCase() === b.toUpperCase() || (isCryptoExchange(a) && isCryptoExchange(b)),
};

export const SIDE: FieldReader<'buy' | 'sell'> = { read: readSide, same: identical };

export const MARKET_POSITION: FieldReader<'long' | 'short' | 'flat'> = { read: readMarketPosition, same: identical };

export const SIGNED: FieldReader<Decimal> = { read: readNumber, same: equal };

export const UNSIGNED: FieldReader<Decimal> = {
  read: (text, path) => {
    const reading = readNumber(text, path);
    return reading.ok && reading.value.isNegative()
      ? refuse('bad-number', sentence('size-with-sign', { field: path, shown: text.trim() }))
      : reading;
  },
  same: equal,
};

/** 0 stands for "none". */
export const PRICE: FieldReader<Decimal> = {
  read: (text, path) => {
    const reading = UNSIGNED.read(text, path);
    return reading.ok && reading.value?.isZero() ? { ok: true, value: null } : reading;
  },
  same: equal,
};

export const TIME: FieldReader<number> = { read: readTime, same: identical };
