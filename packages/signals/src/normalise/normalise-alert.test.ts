import { describe, expect, test } from 'vitest';
import { decimal, formatDecimal } from '@perpdesk/broker-core';
import fc from 'fast-check';
import { readAlert } from '../parse/read-alert.ts';
import { normaliseAlert, type NormaliseInput } from './normalise-alert.ts';

const RECEIVED_AT = Date.parse('2026-11-22T07:00:04Z');
const ROUTE: NormaliseInput['route'] = {
  id: 'trend',
  mode: 'chain',
  symbols: ['BTCUSDT', 'ETHUSDT'],
  spotTickerMeansPerp: true,
  overrides: [],
  stopLoss: null,
  allowNoTime: false,
};
const BASE = { strategy: 's', symbol: 'BTCUSDT.P', exchange: 'BINANCE', firedAt: '2026-11-22T07:00:03Z' };

function normalise(fields: object, route: Partial<NormaliseInput['route']> = {}) {
  const read = readAlert(new TextEncoder().encode(JSON.stringify({ ...BASE, ...fields })));
  if (!read.ok) return read;
  return normaliseAlert({ alert: read.alert, route: { ...ROUTE, ...route }, signalId: 'x1', receivedAt: RECEIVED_AT });
}

type Side = 'long' | 'short' | 'flat';
const step = (prev: readonly [Side, string], next: readonly [Side, string], action?: string, contracts?: string) => ({
  prevMarketPosition: prev[0],
  prevMarketPositionSize: prev[1],
  marketPosition: next[0],
  marketPositionSize: next[1],
  action,
  contracts,
});

function shown(fields: object, route: Partial<NormaliseInput['route']> = {}) {
  const result = normalise(fields, route);
  if (!result.ok) return result.code;
  const { previous, next, transition } = result.signal;
  return `${previous === null ? '?' : formatDecimal(previous)} to ${formatDecimal(next)}: ${transition}`;
}

const OPEN = step(['flat', '0'], ['long', '1'], 'buy', '1');

describe('mode chain', () => {
  test.each([
    [OPEN, '0 to 1: open'],
    [step(['flat', '0'], ['short', '4.8'], 'sell', '4.8'), '0 to -4.8: open'],
    [step(['long', '1'], ['long', '3'], 'buy', '2'), '1 to 3: add'],
    [step(['short', '1'], ['short', '3'], 'sell', '2'), '-1 to -3: add'],
    [step(['long', '2'], ['long', '1'], 'sell', '1'), '2 to 1: reduce'],
    [step(['short', '5'], ['short', '2'], 'buy', '3'), '-5 to -2: reduce'],
    [step(['long', '2'], ['flat', '0'], 'sell', '2'), '2 to 0: close'],
    [step(['short', '2'], ['flat', '0'], 'buy', '2'), '-2 to 0: close'],
    [step(['long', '5'], ['short', '5'], 'sell', '10'), '5 to -5: reverse'],
    [step(['short', '1'], ['long', '2'], 'buy', '3'), '-1 to 2: reverse'],
    [step(['flat', '0'], ['flat', '0']), '0 to 0: none'],
    [step(['long', '1'], ['long', '1']), '1 to 1: none'],
  ])('%j is %s', (fields, expected) => expect(shown(fields)).toBe(expected));

  test('the fill may be left out, in whole or in part', () => {
    expect(shown(step(['long', '2'], ['long', '1']))).toBe('2 to 1: reduce');
    expect(shown(step(['long', '2'], ['long', '1'], 'sell'))).toBe('2 to 1: reduce');
    expect(shown(step(['long', '2'], ['long', '1'], undefined, '1'))).toBe('2 to 1: reduce');
  });

  test.each([
    [step(['flat', '0'], ['long', '1'], 'sell', '1')],
    [step(['flat', '0'], ['long', '1'], 'buy', '2')],
    [step(['short', '1'], ['long', '1'], 'buy', '1')],
    [step(['long', '2'], ['long', '1'], 'buy')],
    [step(['long', '2'], ['long', '1'], undefined, '2')],
    [{ ...OPEN, positionSize: '2' }],
    [{ ...OPEN, positionSize: '-1' }],
  ])('%j does not add up', (fields) => expect(shown(fields)).toBe('inconsistent-transition'));

  test('what does not add up is told with its three numbers', () => {
    expect(normalise(step(['short', '1'], ['long', '2'], 'buy', '1'))).toMatchObject({
      detail: 'The previous position -1, a buy of 1 and the new position 2 do not add up.',
    });
  });

  test('the strategy’s float noise is forgiven', () => {
    expect(shown(step(['long', '0.1'], ['long', '0.30000000000000004'], 'buy', '0.2'))).toBe(
      '0.1 to 0.30000000000000004: add',
    );
  });

  test.each([
    [{ marketPosition: 'long', marketPositionSize: '1', action: 'buy', contracts: '1' }, 'missing-field'],
    [{ ...OPEN, prevMarketPosition: 'long', prevMarketPositionSize: null }, 'missing-field'],
    [{ action: 'buy', contracts: '1' }, 'missing-field'],
    [{ ...OPEN, marketPositionSize: null }, 'missing-size'],
    [{ ...OPEN, marketPosition: null }, 'missing-side'],
    [{ ...OPEN, marketPosition: 'flat' }, 'conflicting-fields'],
    [{ ...OPEN, prevMarketPositionSize: '1' }, 'conflicting-fields'],
    [{ ...OPEN, orderType: 'limit' }, 'unsupported-order-type'],
  ])('%j is refused as %s', (fields, code) => expect(shown(fields)).toBe(code));

  test('a signed size now and an unsigned one before: the fill says the sign', () => {
    const fields = { market_position: 'long', position_size: 2, prev_position_size: 1, action: 'buy', quantity: '3' };
    expect(shown(fields)).toBe('-1 to 2: reverse');
    expect(shown({ ...fields, quantity: '1' })).toBe('1 to 2: add');
    expect(shown({ ...fields, quantity: '2' })).toBe('inconsistent-transition');
  });
});

describe('mode target', () => {
  const target = { mode: 'target' } as const;

  test.each([
    [{ position_size: '-2', action: 'sell', contracts: '2' }, '? to -2: open'],
    [{ position_size: '3', action: 'buy', contracts: '1' }, '? to 3: add'],
    [{ position_size: '0' }, '? to 0: close'],
    [{ marketPosition: 'flat', marketPositionSize: '0', action: 'sell', contracts: '1' }, '? to 0: close'],
    [{ marketPosition: 'long', marketPositionSize: '1' }, '? to 1: open'],
    [step(['short', '1'], ['long', '1'], 'buy', '1'), '? to 1: reverse'],
    [step(['short', '1'], ['long', '1'], 'sell', '2'), 'inconsistent-transition'],
    [{ marketPosition: 'long', action: 'buy', contracts: '1' }, 'missing-size'],
    [{ action: 'buy', contracts: '1' }, 'missing-field'],
  ])('%j is %s', (fields, expected) => expect(shown(fields, target)).toBe(expected));

  test('a fill that does not fit is only noted while its side fits', () => {
    const result = normalise(step(['short', '1'], ['long', '1'], 'buy', '1'), target);
    expect(result.ok && result.signal.notes).toEqual([
      'The previous position -1, a buy of 1 and the new position 1 do not add up.',
    ]);
  });
});

describe('symbols', () => {
  test.each([
    ['BTCUSDT.P', 'BTCUSDT'],
    ['BINANCE:btcusdt.p', 'BTCUSDT'],
    ['BTCUSDTPERP', 'BTCUSDT'],
    ['BTC/USDT:USDT', 'BTCUSDT'],
    ['BTC-USDT-SWAP', 'BTCUSDT'],
    ['ETHUSDT_UMCBL', 'ETHUSDT'],
    ['BTCUSDT', 'BTCUSDT'],
    ['DOGEUSDT.P', 'unknown-symbol'],
    ['BTC-PERP', 'unknown-symbol'],
    ['TSLA', 'unknown-symbol'],
    ['OSE:NK225M1!', 'unsupported-asset'],
    ['CME:BTC1!', 'unsupported-asset'],
    ['NYSE:BTCUSDT', 'unsupported-asset'],
  ])('%s is %s', (symbol, expected) => {
    const result = normalise({ ...OPEN, symbol });
    expect(result.ok ? result.signal.symbol : result.code).toBe(expected);
  });

  test.each(['NYSE', 'NSE', 'CME_MINI', 'OSE', 'FX', 'OANDA'])('exchange %s is refused', (exchange) => {
    expect(shown({ ...OPEN, exchange })).toBe('unsupported-asset');
  });

  test.each(['BINANCE', 'bitget', 'BYBIT_DLY', 'OKX', 'binance-futures'])(
    'exchange %s is one of crypto',
    (exchange) => {
      expect(shown({ ...OPEN, exchange })).toBe('0 to 1: open');
    },
  );

  test('a spot chart’s name needs the route’s leave', () => {
    const noted = normalise({ ...OPEN, symbol: 'BTCUSDT' });
    expect(noted.ok && noted.signal.notes).toEqual(['BTCUSDT is taken for the perpetual BTCUSDT.']);
    expect(normalise({ ...OPEN, symbol: 'BTCUSDT' }, { spotTickerMeansPerp: false })).toMatchObject({
      code: 'missing-symbol',
      detail: expect.stringContaining('BTCUSDT.P'),
    });
  });
});

describe('times, streams and notes', () => {
  test.each([
    [null, false, 'bad-time'],
    [null, true, '0 to 1: open'],
    ['2026-11-22T07:00:09Z', false, '0 to 1: open'],
    ['2026-11-22T07:00:10Z', false, 'bad-time'],
    ['2026-11-22T07:00:10Z', true, 'bad-time'],
    ['2020-01-01T00:00:00Z', false, '0 to 1: open'],
  ])('fired at %j, allowNoTime %j: %s', (firedAt, allowNoTime, expected) => {
    expect(shown({ ...OPEN, firedAt }, { allowNoTime })).toBe(expected);
  });

  test.each([
    ['btc-trend_1.5', 'trend/btc-trend_1.5/BTCUSDT'],
    ['  ', 'trend/default/BTCUSDT'],
    [null, 'trend/default/BTCUSDT'],
  ])('strategy %j makes the stream %s', (strategy, stream) => {
    expect(normalise({ ...OPEN, strategy })).toMatchObject({ signal: { stream } });
  });

  test('names that must be cleaned or cut stay apart, and short', () => {
    const names = ['a b', 'a/b', 'a-b', `${'long'.repeat(20)}1`, `${'long'.repeat(20)}2`];
    const streams = names.map((strategy) => {
      const result = normalise({ ...OPEN, strategy });
      return result.ok ? result.signal.stream : '';
    });
    expect(new Set(streams).size).toBe(names.length);
    for (const stream of streams) expect(stream).toMatch(/^trend\/[\w.~-]{1,40}\/BTCUSDT$/);
  });

  test('leverage is ignored with a note', () => {
    const result = normalise({ ...OPEN, leverage: '20' });
    expect(result.ok && result.signal.notes).toEqual(['The alert’s leverage 20 is ignored; the account’s stands.']);
  });
});

test('blanks, letter case, order of keys and forms of numbers change nothing', () => {
  const amount = fc.integer({ min: 1, max: 1_000_000 });
  const forms = (value: number) => {
    const plain = `${value / 1000}`;
    return fc.constantFrom<string | number>(
      plain,
      value / 1000,
      `${plain}${plain.includes('.') ? '' : '.'}0`,
      `${value}e-3`,
      ` ${plain} `,
    );
  };
  const word = (text: string) =>
    fc.constantFrom(text, text.toUpperCase(), ` ${text[0]?.toUpperCase()}${text.slice(1)} `);
  const scenario = fc.tuple(amount, amount).chain(([before, bought]) =>
    fc
      .record({
        prevMarketPosition: word('long'),
        prevMarketPositionSize: forms(before),
        marketPosition: word('long'),
        marketPositionSize: forms(before + bought),
        action: word('buy'),
        contracts: forms(bought),
      })
      .chain((fields) => fc.shuffledSubarray(Object.entries({ ...BASE, ...fields }), { minLength: 10 }))
      .map((entries) => ({ before, bought, entries })),
  );
  fc.assert(
    fc.property(scenario, ({ before, bought, entries }) => {
      const result = normalise(Object.fromEntries(entries));
      if (!result.ok) throw new Error(`${result.code}: ${result.detail}`);
      expect(result.signal.previous?.eq(decimal(`${before}e-3`))).toBe(true);
      expect(result.signal.next.eq(decimal(`${before + bought}e-3`))).toBe(true);
      expect(result.signal.transition).toBe('add');
    }),
  );
});
