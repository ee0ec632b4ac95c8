import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { defineRoute } from '../define-route.ts';
import type { Route } from '../route.ts';
import { lintTemplate, type LintForm } from './lint-template.ts';

const FROM_ALERT = { fromAlert: true, triggerBy: 'mark' } as const;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function formOf(given: Partial<Route>, needsSecret = false): LintForm {
  const route = defineRoute({
    id: 'trend',
    brokers: [],
    symbols: ['BTCUSDT'],
    mode: 'direction',
    ...given,
    limits: {},
  });
  const { mode, dialect, perFireId } = route;
  return { mode, dialect, perFireId, route, needsSecret };
}

const codes = (text: string, form: LintForm) => lintTemplate(text, form).map(({ level, code }) => `${level} ${code}`);
const json = (members: Readonly<Record<string, string>>) =>
  JSON.stringify({ symbol: '{{ticker}}', action: 'buy', firedAt: '{{timenow}}', ...members });

const UNTIMED = '{"symbol":"{{ticker}}","action":"buy"}';

const ORDERS: Partial<Route> = { mode: 'order', dialect: 'kv' };
const text = (terms: string) => `SYMBOL={{ticker}};VOLUME=1;firedAt={{timenow}};${terms}`;

test.each<[string, string, Partial<Route>, readonly string[]]>([
  ['a stop', text('SIGNAL=SELL;ORDER_TYPE=STOP;STOP_PRICE=-3d'), ORDERS, ['fault unsupported-order-type']],
  [
    'a limit order that reduces',
    text('SIGNAL=SELL;ORDER_TYPE=LIMIT;PRICE=60000;REDUCE_ONLY=true'),
    ORDERS,
    ['fault unsupported-order-type'],
  ],
  ['an order at the market', text('SIGNAL=SELL;ORDER_TYPE=MARKET'), ORDERS, []],
  ['no stop where the alert names it', json({}), { stopLoss: FROM_ALERT }, ['fault missing-field']],
  ['its stop', json({ stopLoss: '{{plot_0}}' }), { stopLoss: FROM_ALERT }, []],
  ['an exit without a stop', json({ action: 'exit' }), { stopLoss: FROM_ALERT }, []],
  ['a symbol that the route does not trade', json({ symbol: 'DOGEUSDT.P' }), {}, ['fault unknown-symbol']],
  ['one that it trades', json({ symbol: 'BTCUSDT.P' }), {}, []],
  ['the chart’s, whatever it is', json({}), { symbols: ['SOLUSDT'] }, []],
  ['no time', UNTIMED, {}, ['fault bad-time']],
  ['no time where none is needed', UNTIMED, { allowNoTime: true }, []],
  ['a limit', json({ orderType: 'limit', price: '{{close}}' }), {}, ['fault unsupported-order-type']],
  ['a limit where alerts may say it', json({ orderType: 'limit', price: '{{close}}' }), { overrides: ['type'] }, []],
  ['a spot chart', json({ symbol: 'BTCUSDT' }), { spotTickerMeansPerp: false }, ['fault missing-symbol']],
  ['words', 'Bought {{ticker}}', { mode: 'notify' }, []],
])('a message is read as the route will: %s', (_name, template, route, expected) => {
  expect(codes(template, formOf(route))).toEqual(expected);
});

test.each<[string, string, LintForm, readonly string[]]>([
  ['is missing', json({}), formOf({}, true), ['fault secret-missing']],
  ['is there, and unknown here', json({ passphrase: 'planted' }), formOf({}, true), []],
  ['is there', json({ secret: 'planted' }), formOf({ secretHash: sha256('planted') }, true), []],
  ['is another', json({ secret: 'planted' }), formOf({ secretHash: sha256('other') }, true), ['fault secret-wrong']],
  ['is not asked for', json({ secret: 'planted' }), formOf({}), ['advice secret-in-body']],
  ['is missing in words', 'Bought', formOf({ mode: 'notify' }, true), ['fault secret-missing']],
  ['is missing, and the time', UNTIMED, formOf({}, true), ['fault secret-missing', 'fault bad-time']],
])('a secret that the route asks for %s', (_name, template, form, expected) => {
  expect(codes(template, form)).toEqual(expected);
  expect(JSON.stringify(lintTemplate(template, form))).not.toContain('planted');
});

test('a step that opens needs the stop that its route takes from the alert', () => {
  const chain = formOf({ mode: 'chain', stopLoss: FROM_ALERT, size: { type: 'signal', factor: decimal('1') } });
  const step = {
    action: '{{strategy.order.action}}',
    contracts: '{{strategy.order.contracts}}',
    marketPosition: '{{strategy.market_position}}',
    marketPositionSize: '{{strategy.market_position_size}}',
    prevMarketPosition: '{{strategy.prev_market_position}}',
    prevMarketPositionSize: '{{strategy.prev_market_position_size}}',
  };
  expect(codes(json(step), chain)).toEqual(['fault missing-field']);
  expect(codes(json({ ...step, stopLoss: '59000' }), chain)).toEqual([]);
});
