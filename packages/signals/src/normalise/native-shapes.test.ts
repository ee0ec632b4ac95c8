import { expect, test } from 'vitest';
import { formatDecimal } from '@perpdesk/broker-core';
import { readAlert } from '../parse/read-alert.ts';
import { normaliseAlert, type NormaliseInput } from './normalise-alert.ts';

const RECEIVED_AT = Date.parse('2026-11-22T07:00:04Z');
const AT = '2026-11-22T07:00:03Z';
const ROUTE: NormaliseInput['route'] = {
  id: 'r',
  mode: 'chain',
  symbols: ['BTCUSDT', 'ETHUSDT', 'DOGEUSDT'],
  spotTickerMeansPerp: true,
  overrides: [],
  stopLoss: null,
  allowNoTime: false,
};

const nested = {
  passphrase: 'a-passphrase',
  time: AT,
  exchange: 'BINANCE',
  ticker: 'DOGEUSDT',
  bar: { time: '2026-11-22T07:00:00Z', open: 0.2, close: 0.21, volume: 5 },
  strategy: {
    position_size: 10000,
    order_action: 'buy',
    order_contracts: 10000,
    order_price: 0.2,
    order_id: 'entry',
    market_position: 'long',
    market_position_size: 10000,
    prev_market_position: 'flat',
    prev_market_position_size: 0,
  },
};
const tvcbot = {
  ticker: 'ETHUSDT.P',
  ex: 'BITGET',
  close: '3000.5',
  open: '2990',
  time: '2026-11-22T06:00:00Z',
  timenow: AT,
  position_size: '-1.5',
  action: 'sell',
  contracts: '2.5',
  price: '3000',
  id: 'constant-id',
  market_position: 'short',
  market_position_size: '1.5',
  prev_market_position: 'long',
  prev_market_position_size: '1',
  exchange: 'bitget',
  lever: 11,
  symbol: 'ETHUSDT_UMCBL',
  ord_type: 'market',
  amount: '',
  delay: 0,
  api_sec: 'a-passphrase',
};
const withoutFill = {
  sourceId: 'a',
  currentTime: AT,
  tradeType: 'sell',
  exchange: 'BINANCE',
  symbol: 'BTCUSDT',
  price: '60000',
  marketPosition: 'long',
  marketPositionSize: '1',
  previousMarketPosition: 'long',
  previousMarketPositionSize: '2',
};
const opening = {
  ...withoutFill,
  tradeType: 'buy',
  previousMarketPosition: 'flat',
  previousMarketPositionSize: '0',
};
const shortNames = {
  passphrase: 'a-passphrase',
  ticker: 'BTCUSDT.P',
  order_action: 'buy',
  order_contracts: '2',
  order_price: '60000',
  mar_pos: 'flat',
  mar_pos_size: '0',
  pre_mar_pos: 'short',
  pre_mar_pos_size: '2',
  order_comment: 'x',
};
const mixedSigns = {
  ticker: 'BTCUSDT.P',
  timestamp: RECEIVED_AT,
  price: 60000,
  action: 'sell',
  market_position: 'short',
  position_size: -3,
  prev_position_size: 1,
  quantity: '4',
  strategy_name: 'mixed',
};
const signedTarget = {
  action: 'sell',
  symbol: 'BTCUSDT.P',
  contracts: '1',
  position_size: '2',
  price: '60000',
  order_type: 'market',
  timenow: AT,
};
const shouting = Object.fromEntries(Object.entries(tvcbot).map(([key, value]) => [key.toUpperCase(), value]));
const doubleTurn = {
  interval: 5,
  ticker: 'BTCUSDT.P',
  timenow: AT,
  strategy: {
    order_action: 'buy',
    market_position: 'long',
    prev_market_position: 'short',
    order_contracts: 1,
    market_position_size: 1,
    prev_market_position_size: 1,
    order_price: 0,
  },
};

function judge(body: object, route: Partial<NormaliseInput['route']> = {}): string {
  const read = readAlert(new TextEncoder().encode(JSON.stringify(body)));
  if (!read.ok) return read.code;
  const result = normaliseAlert({
    alert: read.alert,
    route: { ...ROUTE, ...route },
    signalId: 's',
    receivedAt: RECEIVED_AT,
  });
  if (!result.ok) return result.code;
  const { symbol, previous, next, price, entryRefusal } = result.signal;
  const amounts = [previous, next, price].map((amount) => (amount === null ? '?' : formatDecimal(amount)));
  const refusal = entryRefusal === undefined ? '' : `, no entry: ${entryRefusal.code}`;
  return `${symbol} ${amounts[0]} to ${amounts[1]} at ${amounts[2]}${refusal}`;
}

test.each<[string, object, Partial<NormaliseInput['route']>, string]>([
  ['nested fields', nested, {}, 'DOGEUSDT 0 to 10000 at 0.2'],
  ['nested fields on a spot chart', nested, { spotTickerMeansPerp: false }, 'missing-symbol'],
  ['the TVCBot form', tvcbot, {}, 'ETHUSDT 1 to -1.5 at 3000'],
  ['the TVCBot form in capitals', shouting, {}, 'ETHUSDT 1 to -1.5 at 3000'],
  ['the TVCBot form as a target', tvcbot, { mode: 'target' }, 'ETHUSDT ? to -1.5 at 3000'],
  ['no fill', withoutFill, {}, 'BTCUSDT 2 to 1 at 60000'],
  ['no fill, and the wrong side', { ...withoutFill, tradeType: 'buy' }, {}, 'inconsistent-transition'],
  ['short names without a time: an exit', shortNames, {}, 'BTCUSDT -2 to 0 at 60000, no entry: bad-time'],
  [
    'a turn without a time',
    { ...tvcbot, timenow: undefined, time: undefined },
    {},
    'ETHUSDT 1 to -1.5 at 3000, no entry: bad-time',
  ],
  ['an entry without a time', { ...opening, currentTime: undefined }, {}, 'bad-time'],
  [
    'a target without a time',
    { ...signedTarget, timenow: undefined },
    { mode: 'target' },
    'BTCUSDT ? to 2 at 60000, no entry: bad-time',
  ],
  ['short names, where no time is needed', shortNames, { allowNoTime: true }, 'BTCUSDT -2 to 0 at 60000'],
  ['signed now, unsigned before', mixedSigns, {}, 'BTCUSDT 1 to -3 at 60000'],
  ['a signed target', signedTarget, { mode: 'target' }, 'BTCUSDT ? to 2 at 60000'],
  ['a signed target in mode chain', signedTarget, {}, 'missing-field'],
  ['a turn told as half of its size', doubleTurn, {}, 'inconsistent-transition'],
  ['the same as a target', doubleTurn, { mode: 'target' }, 'BTCUSDT ? to 1 at ?'],
  ['another asset', { ...doubleTurn, ticker: 'OSE:NK225M1!' }, {}, 'unsupported-asset'],
  ['a raw order', { symbol: 'BTCUSDT.P', side: 'buy', quantity: '1', timenow: AT }, {}, 'missing-field'],
  ['a limit order', { ...opening, ord_type: 'limit' }, {}, 'unsupported-order-type'],
  [
    'a turn by a limit order, which closes all the same',
    { ...tvcbot, ord_type: 'limit' },
    {},
    'ETHUSDT 1 to -1.5 at 3000, no entry: unsupported-order-type',
  ],
  [
    'a reduction by a limit order',
    { ...withoutFill, ord_type: 'limit' },
    {},
    'BTCUSDT 2 to 1 at 60000, no entry: unsupported-order-type',
  ],
  [
    'a fan-out list of account tokens',
    { ...tvcbot, tokens: ['one-token', 'two-token'] },
    {},
    'ETHUSDT 1 to -1.5 at 3000',
  ],
])('%s', (_name, body, route, expected) => expect(judge(body, route)).toBe(expected));
