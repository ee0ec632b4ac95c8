import { expect, test } from 'vitest';
import type { RouteDialect, RouteMode } from '../route.ts';
import { lintTemplate } from './lint-template.ts';

const info = {
  market_position: '{{strategy.market_position}}',
  market_position_size: '{{strategy.market_position_size}}',
  prev_market_position: '{{strategy.prev_market_position}}',
  prev_market_position_size: '{{strategy.prev_market_position_size}}',
};
const NATIVE = {
  symbol: '{{ticker}}',
  action: '{{strategy.order.action}}',
  contracts: '{{strategy.order.contracts}}',
  marketPosition: info.market_position,
  marketPositionSize: info.market_position_size,
  prevMarketPosition: info.prev_market_position,
  prevMarketPositionSize: info.prev_market_position_size,
  firedAt: '{{timenow}}',
};
const TRADERSPOST = { ticker: '{{ticker}}', action: '{{strategy.order.action}}', time: '{{timenow}}' };
const OKX = {
  instrument: '{{ticker}}',
  action: '{{strategy.order.action}}',
  marketPosition: info.market_position,
  prevMarketPosition: info.prev_market_position,
  amount: '{{strategy.order.contracts}}',
  investmentType: 'base',
  timestamp: '{{timenow}}',
};
const THREECOMMAS = {
  bot_uuid: 'a',
  tv_instrument: '{{ticker}}',
  action: '{{strategy.order.action}}',
  strategy_info: info,
  timestamp: '{{timenow}}',
};
const POSITIONS = ['marketPosition', 'marketPositionSize', 'prevMarketPosition', 'prevMarketPositionSize'];

type Case = [RouteDialect, RouteMode, object, readonly string[], string];

/** Where each name is left out, what is said to be added makes the template whole. */
test.each<Case>([
  ['native', 'chain', NATIVE, ['firedAt'], 'bad-time'],
  ['native', 'chain', NATIVE, ['symbol'], 'missing-symbol'],
  ['native', 'chain', NATIVE, POSITIONS, 'missing-field'],
  ['native', 'order', NATIVE, ['action'], 'missing-side'],
  ['native', 'order', NATIVE, ['contracts'], 'missing-size'],
  ['tvcbot', 'chain', NATIVE, ['firedAt'], 'bad-time'],
  ['kv', 'chain', NATIVE, ['firedAt'], 'bad-time'],
  ['kv', 'chain', NATIVE, ['symbol'], 'missing-symbol'],
  ['kv', 'chain', NATIVE, POSITIONS, 'missing-field'],
  ['kv', 'order', NATIVE, ['action'], 'missing-side'],
  ['kv', 'order', NATIVE, ['contracts'], 'missing-size'],
  ['traderspost', 'direction', TRADERSPOST, ['time'], 'bad-time'],
  ['traderspost', 'direction', TRADERSPOST, ['ticker'], 'missing-symbol'],
  ['traderspost', 'direction', TRADERSPOST, ['action'], 'missing-side'],
  ['okx', 'direction', OKX, ['timestamp'], 'bad-time'],
  ['okx', 'direction', OKX, ['action'], 'missing-side'],
  ['okx', 'direction', OKX, ['marketPosition', 'prevMarketPosition'], 'missing-field'],
  ['threecommas', 'chain', THREECOMMAS, ['timestamp'], 'bad-time'],
  ['threecommas', 'chain', THREECOMMAS, ['tv_instrument'], 'missing-symbol'],
  ['threecommas', 'chain', THREECOMMAS, ['strategy_info'], 'missing-field'],
])('%s in %s: %j without %j lacks it (%s)', (dialect, mode, whole, names, code) => {
  const members = Object.entries(whole).filter(([name]) => !names.includes(name));
  const write = (extra: string) =>
    dialect === 'kv'
      ? [...members.map(([name, value]) => `${name}=${value}`), extra].filter((line) => line !== '').join('\n')
      : JSON.stringify(Object.fromEntries(members)).replace(/\}$/, extra === '' ? '}' : `,${extra}}`);
  const faults = (text: string) => lintTemplate(text, { dialect, mode }).filter(({ level }) => level === 'fault');
  const [fault] = faults(write(''));
  expect(fault?.code).toBe(code);
  const remedy = fault?.instead.replace(/^Add /, '').replace(/\.$/, '') ?? '';
  expect(faults(write(remedy))).toEqual([]);
});
