import { describe, expect, test } from 'vitest';
import type { AlertForm } from '../dialects/dialect.ts';
import { lintTemplate } from './lint-template.ts';

const CHAIN: AlertForm = { dialect: 'native', mode: 'chain' };
const form = (mode: AlertForm['mode'], dialect: AlertForm['dialect'] = 'native'): AlertForm => ({ dialect, mode });

const FIELDS = {
  strategy: 'btc-trend',
  symbol: '{{ticker}}',
  exchange: '{{exchange}}',
  action: '{{strategy.order.action}}',
  contracts: '{{strategy.order.contracts}}',
  marketPosition: '{{strategy.market_position}}',
  marketPositionSize: '{{strategy.market_position_size}}',
  prevMarketPosition: '{{strategy.prev_market_position}}',
  prevMarketPositionSize: '{{strategy.prev_market_position_size}}',
  positionSize: '{{strategy.position_size}}',
  orderId: '{{strategy.order.id}}',
  price: '{{strategy.order.price}}',
  interval: '{{interval}}',
  barTime: '{{time}}',
  firedAt: '{{timenow}}',
};
const template = (changes: Record<string, string | undefined> = {}) =>
  JSON.stringify({ ...FIELDS, ...changes }, null, 1);

function codes(text: string, given = CHAIN): readonly string[] {
  return lintTemplate(text, given).map(({ level, code, line, column }) => `${level} ${code} ${line}:${column}`);
}

test('the template of the docs has no faults', () => {
  expect(lintTemplate(template(), CHAIN)).toEqual([]);
  expect(lintTemplate(template(), form('target'))).toEqual([]);
});

test('where the route knows alerts by their id, one that is not another each time is a fault', () => {
  const perFire = { ...CHAIN, perFireId: true };
  expect(codes(template({ id: 'abc' }), perFire)).toEqual(['fault constant-id 17:9']);
  expect(codes(template({ id: '{{strategy.order.id}}' }), perFire)).toEqual(['fault constant-id 17:9']);
  expect(codes(template({ id: '{{timenow}}' }), perFire)).toEqual(['fault time-as-id 17:9']);
  expect(codes(template(), perFire)).toEqual(['fault missing-field 1:1']);
  const counted = template({ id: '{{strategy.order.id}} {{strategy.position_size}} {{timenow}}' });
  expect(codes(counted, perFire)).toEqual([]);
});

describe('in a native template', () => {
  test.each<[string, string, readonly string[]]>([
    ['a word without quotes', template().replace('"{{ticker}}"', '{{ticker}}'), ['fault unquoted-placeholder 3:12']],
    [
      'a number without quotes',
      template().replace('"{{strategy.order.contracts}}"', '{{strategy.order.contracts}}'),
      ['advice unquoted-placeholder 6:15'],
    ],
    ['a constant id', template({ id: 'abc' }), ['advice constant-id 17:9']],
    ['a time as the id', template({ alert_id: '{{ticker}}-{{timenow}}' }), ['advice time-as-id 17:15']],
    ['a secret', template({ passphrase: 'planted-secret' }), ['advice secret-in-body 17:17']],
    ['a key of an account', template({ api_key: 'planted-secret' }), ['fault account-key 17:14']],
    [
      'an unknown placeholder',
      template({ comment: '{{strategy.position_avg_price}}' }),
      ['fault unknown-placeholder 17:14'],
    ],
    ['a wrong letter case', template({ contracts: '{{Strategy.Order.Contracts}}' }), ['fault placeholder-case 6:16']],
    ['a plot that does not exist', template({ note: '{{plot_20}}' }), ['fault unknown-placeholder 17:11']],
    ['a comment', template().replace('"{{ticker}}",', '"{{ticker}}", // the pair'), ['fault comment 3:26']],
    [
      'curly quotes',
      template().replace('"btc-trend"', '“btc-trend”'),
      ['fault curly-quote 2:14', 'fault curly-quote 2:24'],
    ],
    ['the close as the price', template({ price: '{{close}}' }), ['advice close-as-price 13:12']],
    ['the bar’s time as the fire time', template({ firedAt: '{{time}}' }), ['fault bar-time 16:14']],
    ['nothing but what the script writes', ' {{strategy.order.alert_message}}\n', ['advice script-text 1:2']],
    ['the author’s own text', template({ comment: '{{strategy.order.alert_message}}' }), ['advice free-text 17:14']],
    [
      'a strategy named after its order',
      template({ strategy: '{{strategy.order.id}}' }),
      ['advice free-text 2:15', 'fault strategy-per-order 2:15'],
    ],
    ['a strategy named after a time', template({ strategy: 'trend-{{timenow}}' }), ['fault strategy-per-order 2:15']],
    ['a strategy named after its chart', template({ strategy: 'trend {{ticker}} {{interval}}' }), []],
    [
      'an unsigned size',
      template({ positionSize: '{{strategy.market_position_size}}' }),
      ['fault unsigned-size 11:19'],
    ],
    ['no time', template({ firedAt: undefined, barTime: undefined }), ['fault bad-time 1:1']],
    ['no symbol', template({ symbol: undefined }), ['fault missing-symbol 1:1']],
    [
      'no previous position',
      template({ prevMarketPosition: undefined, prevMarketPositionSize: undefined }),
      ['fault missing-field 1:1'],
    ],
    ['a trailing comma', template().replace(/"\n\}$/, '",\n}'), ['fault bad-json 17:1']],
    ['a fixed side', template({ action: 'hold' }), ['fault missing-side 5:2']],
    ['plain text', 'order {{strategy.order.action}} @ {{strategy.order.contracts}}', ['fault not-a-command 1:1']],
  ])('%s', (_name, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  test('it says what to write instead, and never a secret', () => {
    const [found] = lintTemplate(
      template({ contracts: '{{Strategy.Order.Contracts}}', passphrase: 'planted-secret' }),
      CHAIN,
    );
    expect(found?.instead).toBe('Write {{strategy.order.contracts}}.');
    const all = JSON.stringify(
      lintTemplate(template({ passphrase: 'planted-secret', api_key: 'planted-other' }), CHAIN),
    );
    expect(all).not.toMatch(/planted/);
  });

  test('a title in quotes inside of a placeholder is no fault', () => {
    expect(codes(template({ price: '{{plot("Entry, long")}}' }).replaceAll('\\"', '"'))).toEqual([]);
  });

  test('a stop or target that a plot says is not judged by its sample, one that is written is', () => {
    const long = (levels: object) =>
      JSON.stringify({ symbol: '{{ticker}}', action: 'long', price: '{{close}}', ...levels, firedAt: '{{timenow}}' });
    expect(codes(long({ stopLoss: '{{plot_0}}', tp1: '{{plot_1}}' }), form('direction'))).toEqual([]);
    expect(codes(long({ sl: '{{low}}', tp: '{{high}}' }), form('direction'))).toEqual([]);
    expect(codes(long({ stopLoss: '61000' }), form('direction'))).toEqual(['fault conflicting-fields 1:1']);
  });
});

describe('in other modes and dialects', () => {
  test.each<[string, string, AlertForm, readonly string[]]>([
    ['a direction', '{"symbol":"{{ticker}}","action":"buy","firedAt":"{{timenow}}"}', form('direction'), []],
    [
      'a direction on a chain',
      '{"symbol":"{{ticker}}","action":"buy","firedAt":"{{timenow}}"}',
      CHAIN,
      ['fault missing-field 1:1'],
    ],
    [
      'an order without a size',
      '{"symbol":"{{ticker}}","action":"buy","firedAt":"{{timenow}}"}',
      form('order'),
      ['fault missing-size 1:1'],
    ],
    ['words for a chat', 'Bought {{ticker}} at {{close}}', form('notify'), []],
    ['words with an unknown placeholder', 'Bought {{Ticker}}', form('notify'), ['fault placeholder-case 1:8']],
    [
      'TradersPost',
      '{"ticker":"{{ticker}}","action":"{{strategy.order.action}}","sentiment":"{{strategy.market_position}}","quantity":"{{strategy.order.contracts}}","time":"{{timenow}}"}',
      form('direction', 'traderspost'),
      [],
    ],
    [
      'TradersPost on a native route',
      '{"ticker":"{{ticker}}","action":"exit"}',
      CHAIN,
      ['fault foreign-platform 1:24'],
    ],
    ['lines', 'symbol={{ticker}}\naction=long\nfiredAt={{timenow}}', form('direction', 'kv'), []],
    [
      'lines with a broken one',
      'symbol={{ticker}}\naction\nfiredAt={{Timenow}}',
      form('direction', 'kv'),
      ['fault missing-side 2:1', 'fault placeholder-case 3:9'],
    ],
  ])('%s', (_name, text, given, expected) => expect(codes(text, given)).toEqual(expected));
});
