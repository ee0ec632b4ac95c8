import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { formatDecimal } from '@perpdesk/broker-core';
import type { Alert } from '../signal.ts';
import { readAlert } from './read-alert.ts';

const SAMPLE = {
  strategy: 'btc-trend',
  symbol: 'BTCUSDT.P',
  exchange: 'BINANCE',
  action: 'buy',
  contracts: '0.02',
  marketPosition: 'long',
  marketPositionSize: '0.02',
  prevMarketPosition: 'flat',
  prevMarketPositionSize: '0',
  positionSize: '0.02',
  orderId: 'Long',
  price: '60000',
  interval: '5',
  barTime: '2026-11-22T07:00:00Z',
  firedAt: '2026-11-22T07:00:03Z',
  orderType: 'market',
};

const bytes = (text: string) => new TextEncoder().encode(text);
const readText = (text: string) => readAlert(bytes(text));
const read = (body: unknown) => readText(JSON.stringify(body));
const plain = (alert: Alert) =>
  Object.fromEntries(
    Object.entries(alert).map(([key, value]) => [
      key,
      typeof value === 'object' && value !== null && 'toFixed' in value ? formatDecimal(value) : value,
    ]),
  );

function alertOf(body: unknown): Record<string, unknown> {
  const result = read(body);
  if (!result.ok) throw new Error(`${result.code}: ${result.detail}`);
  return plain(result.alert);
}

function codeOf(body: unknown): string {
  const result = read(body);
  return result.ok ? 'accepted' : result.code;
}

const without = (key: keyof typeof SAMPLE) =>
  Object.fromEntries(Object.entries(SAMPLE).filter(([name]) => name !== key));

describe('the sample alert', () => {
  test('is read whole', () => {
    expect(alertOf(SAMPLE)).toEqual({
      ...SAMPLE,
      barTime: undefined,
      barAt: Date.parse('2026-11-22T07:00:00Z'),
      firedAt: Date.parse('2026-11-22T07:00:03Z'),
      leverage: null,
      entryFault: null,
      notes: [],
    });
  });

  test('its text is compact JSON and its hash is of that text with sorted members', () => {
    const result = readText(JSON.stringify(SAMPLE, null, 2));
    expect(result.text).toBe(JSON.stringify(SAMPLE));
    const sorted = JSON.stringify(Object.fromEntries(Object.entries(SAMPLE).toSorted(([a], [b]) => (a < b ? -1 : 1))));
    expect(result.bodyHash).toBe(createHash('sha256').update(sorted).digest('hex'));
    expect(result.secret).toBeNull();
  });

  test('a byte order mark and line ends change nothing', () => {
    const plainResult = read(SAMPLE);
    const other = readAlert(bytes(`\uFEFF\r\n${JSON.stringify(SAMPLE, null, 2).replaceAll('\n', '\r\n')}\r\n`));
    expect(other).toEqual(plainResult);
  });
});

describe('aliases', () => {
  test.each([
    ['symbol', ['ticker', 'TICKER']],
    ['exchange', ['ex', 'tv_exchange']],
    ['action', ['order_action', 'side', 'Side', 'orderAction']],
    ['contracts', ['order_contracts', 'quantity', 'qty', 'QTY']],
    ['marketPosition', ['market_position', 'mar_pos', 'MARKET_POSITION']],
    ['marketPositionSize', ['market_position_size', 'mar_pos_size']],
    ['prevMarketPosition', ['prev_market_position', 'previousMarketPosition', 'pre_mar_pos']],
    ['prevMarketPositionSize', ['prev_market_position_size', 'previousMarketPositionSize', 'pre_mar_pos_size']],
    ['positionSize', ['position_size']],
    ['orderId', ['order_id', 'id']],
    ['price', ['order_price', 'close']],
    ['firedAt', ['timenow', 'timestamp', 'TimeNow']],
    ['barTime', ['time']],
    ['orderType', ['order_type', 'ord_type']],
  ] as const)('%s may be named otherwise', (key, aliases) => {
    const expected = alertOf(SAMPLE);
    for (const alias of aliases) {
      expect(alertOf({ ...without(key), [alias]: SAMPLE[key] })).toEqual(expected);
      expect(alertOf({ ...without(key), strategy: { name: 'btc-trend', [alias]: SAMPLE[key] } })).toEqual(expected);
    }
  });

  test('leverage and lever are one', () => {
    expect(alertOf({ ...SAMPLE, lever: 10 })['leverage']).toBe('10');
    expect(alertOf({ ...SAMPLE, leverage: '10' })['leverage']).toBe('10');
  });

  test('the same meaning twice with one value is taken, with two it is refused', () => {
    expect(codeOf({ ...SAMPLE, ticker: 'BTCUSDT_UMCBL', qty: 0.02, ex: 'binance', side: ' BUY ' })).toBe('accepted');
    expect(codeOf({ ...SAMPLE, ticker: 'ETHUSDT.P' })).toBe('conflicting-fields');
    expect(codeOf({ ...SAMPLE, qty: '0.03' })).toBe('conflicting-fields');
    expect(codeOf({ ...SAMPLE, side: 'sell' })).toBe('conflicting-fields');
    expect(codeOf({ ...SAMPLE, timenow: '2026-11-22T07:00:04Z' })).toBe('conflicting-fields');
    expect(codeOf({ ...SAMPLE, ex: 'NYSE' })).toBe('conflicting-fields');
  });

  test('the bar’s own time and close stand behind the alert’s', () => {
    const alert = alertOf({ ...SAMPLE, bar: { time: '2026-11-22T06:55:00Z', close: 1 }, barTime: null, close: 2 });
    expect(alert).toMatchObject({ price: '60000', barAt: Date.parse('2026-11-22T06:55:00Z') });
    expect(alertOf({ ...without('price'), bar: { close: '59990.5' } })['price']).toBe('59990.5');
  });

  test('a lone time is taken for the fire time, and that is noted', () => {
    const { firedAt, ...rest } = SAMPLE;
    const alert = alertOf({ ...rest, barTime: undefined, time: firedAt });
    expect(alert).toMatchObject({ firedAt: Date.parse(firedAt), barAt: Date.parse(firedAt) });
    expect(alert['notes']).toEqual(['No fire time is given; time is taken for it.']);
    expect(alertOf(rest)['firedAt']).toBeNull();
  });
});

describe('values', () => {
  test.each([
    ['1', '1'],
    [1, '1'],
    ['1.0', '1'],
    ['1e-3', '0.001'],
    ['0.30000000000000004', '0.30000000000000004'],
    [' 0.02 ', '0.02'],
  ])('reads contracts %j as %s', (contracts, expected) => {
    expect(alertOf({ ...SAMPLE, contracts })['contracts']).toBe(expected);
  });

  test('reads numbers from their source text', () => {
    const text = JSON.stringify(SAMPLE).replace('"60000"', '0.12345678901234567');
    const result = readText(text);
    expect(result.ok && plain(result.alert)['price']).toBe('0.12345678901234567');
  });

  test.each([
    ['1,234.5', 'bad-number'],
    ['', 'bad-number'],
    ['0x10', 'bad-number'],
    ['Infinity', 'bad-number'],
    ['-1', 'bad-number'],
    [true, 'bad-number'],
    ['1e400', 'bad-number'],
    ['NaN', 'nan-value'],
    ['50%', 'ambiguous-unit'],
    ['300$', 'ambiguous-unit'],
    ['{{strategy.order.contracts}}', 'unresolved-placeholder'],
    [['1'], 'bad-json'],
  ])('refuses contracts %j as %s', (contracts, code) => {
    const result = read({ ...SAMPLE, contracts });
    expect(result).toMatchObject({ ok: false, code });
    expect(result.ok || result.detail).toContain('contracts');
  });

  const ofEntries = ['price', 'orderType', 'orderId', 'interval', 'barTime'];
  test.each(Object.keys(SAMPLE).filter((key) => !ofEntries.includes(key)))(
    'a placeholder left in %s refuses the alert',
    (key) => {
      expect(codeOf({ ...SAMPLE, [key]: '{{x.y}}' })).toBe('unresolved-placeholder');
    },
  );

  test.each(ofEntries)('one that is left in %s refuses what enters alone', (key) => {
    const result = read({ ...SAMPLE, [key]: '{{x.y}}' });
    expect(result).toMatchObject({ ok: true, alert: { entryFault: { code: 'unresolved-placeholder' } } });
  });

  test('a placeholder left in an unused field is noted', () => {
    expect(alertOf({ ...SAMPLE, comment: 'at {{plot_0}}' })['notes']).toEqual([
      'Not filled in, and not used: comment.',
    ]);
  });

  test('price 0 is no price', () => {
    expect(alertOf({ ...SAMPLE, price: '0.0' })['price']).toBeNull();
    expect(alertOf({ ...SAMPLE, price: 0, close: '61000' })['price']).toBe('61000');
  });

  test.each([
    ['2026-11-22T07:00:03Z', 0],
    ['2026-11-22T07:00:03.250Z', 250],
    ['2026-11-22T08:00:03+01:00', 0],
    ['1795330803', 0],
    [1795330803, 0],
    ['1795330803250', 250],
  ])('reads the time %j', (firedAt, extraMs) => {
    expect(alertOf({ ...SAMPLE, firedAt })['firedAt']).toBe(Date.parse('2026-11-22T07:00:03Z') + extraMs);
  });

  test.each([
    '2026-11-22T07:00:03',
    '2025-09-07T09:11:392',
    'now',
    '',
    '12345',
    '2026-02-30T00:00:00Z',
    '2026-01-01T25:00:00Z',
  ])('refuses the time %j', (firedAt) => expect(codeOf({ ...SAMPLE, firedAt })).toBe('bad-time'));

  test.each([
    ['action', 'hold', 'missing-side'],
    ['action', '', 'missing-side'],
    ['marketPosition', 'up', 'missing-side'],
    ['symbol', '', 'missing-symbol'],
    ['symbol', undefined, 'missing-symbol'],
  ])('%s %j is refused as %s', (key, value, code) => expect(codeOf({ ...SAMPLE, [key]: value })).toBe(code));

  test('positions are read in any letter case, with blanks', () => {
    expect(alertOf({ ...SAMPLE, marketPosition: ' Long ', prevMarketPosition: 'FLAT' })).toEqual(alertOf(SAMPLE));
  });
});
