import { describe, expect, test } from 'vitest';
import { readAlert } from './read-alert.ts';

const read = (text: string) => readAlert(new TextEncoder().encode(text));

function refusalOf(text: string): { readonly code: string; readonly detail: string } {
  const result = read(text);
  if (result.ok) throw new Error('It was accepted.');
  return { code: result.code, detail: result.detail };
}

describe('broken JSON', () => {
  test.each([
    ['{"symbol":"X",}', 'line 1, column 15', 'comma'],
    ['{"symbol":"X" // note\n}', 'line 1, column 15', 'comments'],
    ['{\n  "symbol": BTCUSDT\n}', 'line 2, column 13', 'double quotes'],
    ['{"contracts": {{strategy.order.contracts}}}', 'line 1, column 15', 'placeholder'],
    ['{“symbol”:“X”}', 'line 1, column 2', 'curly'],
    ["{'symbol':'X'}", 'line 1, column 2', 'single'],
    ['{"symbol":"X" "action":"buy"}', 'line 1, column 15', 'comma is missing'],
    ['{"alert_message":"say "hi" now"}', 'line 1, column 24', 'quote'],
    ['{"symbol":"X"', 'line 1, column 14', 'not closed'],
    ['{"symbol":"X"}{"symbol":"Y"}', 'line 1, column 15', 'Only one'],
    ['{"price":1,234.5}', 'line 1, column 12', 'number'],
    ['{"a":"x\ny"}', 'line 1, column 8', 'line'],
  ])('%j names the place and the remedy', (text, place, remedy) => {
    const { code, detail } = refusalOf(text);
    expect(code).toBe('bad-json');
    expect(detail).toContain(place);
    expect(detail).toContain(remedy);
  });

  test('NaN without quotes has its own name', () => {
    expect(refusalOf('{"price":NaN}').code).toBe('nan-value');
  });

  test('a key twice with two values is refused, with one value taken', () => {
    expect(refusalOf('{"symbol":"A","symbol":"B"}').code).toBe('conflicting-fields');
    expect(refusalOf('{"comment":"A","comment":"A"}').code).toBe('missing-symbol');
  });

  test('deep nesting, huge bodies and bytes that are no UTF-8 are refused', () => {
    expect(refusalOf('['.repeat(40_000)).code).toBe('bad-json');
    expect(refusalOf(`{"a":"${'x'.repeat(70_000)}"}`).code).toBe('too-large');
    expect(readAlert(new Uint8Array([0x7b, 0xff, 0x7d]))).toMatchObject({ ok: false, code: 'bad-json' });
    expect(refusalOf('')).toMatchObject({ code: 'bad-json' });
  });

  test('keys that mean something to JavaScript mean nothing here', () => {
    const text = '{"__proto__":{"symbol":"BTCUSDT.P"},"constructor":{"prototype":{"symbol":"X"}},"toString":1}';
    expect(refusalOf(text).code).toBe('missing-symbol');
    expect(read(text).text).toBe(text);
    expect({}).not.toHaveProperty('symbol');
  });
});

describe('bodies that are no native alert', () => {
  test.each([
    ['Trend strategy: order buy @ 1 filled on BTCUSDT.', 'not-a-command'],
    ['Buy now!!', 'not-a-command'],
    ['"buy"', 'not-a-command'],
    ['payload=%7B%22symbol%22%3A%22X%22%7D', 'not-a-command'],
    ['{{strategy.order.alert_message}}', 'unresolved-placeholder'],
    ['{{exchange}}:{{ticker}}: a buy signal', 'unresolved-placeholder'],
    ['EXCHANGE=binance;SYMBOL=BTCUSDT;SIGNAL=BUY', 'foreign-platform'],
    ['mainAccount BTCUSDT pos 0.5 x3', 'foreign-platform'],
    ['6012345678,buy,EURUSD,vol_lots=1', 'foreign-platform'],
    ['mystub:long symbol=ETH-PERP size=3x', 'foreign-platform'],
    ['[{"symbol":"BTCUSDT.P"},{"symbol":"ETHUSDT.P"}]', 'foreign-platform'],
    ['{"message_type":"bot","bot_id":1,"email_token":"e","pair":"USDT_BTC"}', 'foreign-platform'],
    ['{"id":"Long","action":"buy","marketPosition":"long","signalToken":"t","instrument":"X"}', 'foreign-platform'],
    ['{"ticker":"BTCUSDT","action":"buy","sentiment":"long","quantity":"1"}', 'foreign-platform'],
    ['{"ticker":"BTCUSDT","action":"exit"}', 'foreign-platform'],
    ['{"stub":"dev","direction":"long","symbol":"ETH-PERP","size":"50"}', 'foreign-platform'],
    ['{"connectorName":"c","connectorToken":"t","position":{"side":"long","size":"1"}}', 'foreign-platform'],
    ['{"token":"t","pair":"BTCUSDT","isBuy":true,"isMarket":true}', 'foreign-platform'],
    ['{"symbol":"ES","position_size":"1","sec_type":"FUT"}', 'unsupported-asset'],
    ['{"key":"k","telegram":"-100","msg":"Long BTC"}', 'not-a-command'],
  ])('%s is refused as %s', (text, code) => expect(refusalOf(text).code).toBe(code));

  test('a stop in points refuses what enters alone', () => {
    const result = read('{"symbol":"BTCUSDT","position_size":"1","sl_points":20}');
    expect(result).toMatchObject({ ok: true, alert: { entryFault: { code: 'ambiguous-unit' } } });
  });

  test('a list says how many alerts may come in one body', () => {
    expect(refusalOf('[{"symbol":"A"},{"symbol":"B"}]').detail).toBe(
      'The body is a list of 2; send one alert per request.',
    );
  });
});
