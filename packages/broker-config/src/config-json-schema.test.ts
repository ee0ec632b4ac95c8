import { expect, test } from 'vitest';
import { configJsonSchema } from './config-json-schema.ts';
import { loadConfig } from './load-config.ts';

const at = (...keys: readonly string[]): unknown =>
  keys.reduce<unknown>((schema, key) => Reflect.get(Object(schema), key), configJsonSchema());

const under = (block: string, ...keys: readonly string[]) => [
  'properties',
  block,
  'additionalProperties',
  ...keys.flatMap((key) => ['properties', key]),
];

test.each([
  ['recvWindow', '5s', under('brokers', 'recvWindow')],
  ['absenceMargin', '5s', under('brokers', 'absenceMargin')],
  ['a route’s maxAge', '120s', under('routes', 'limits', 'maxAge')],
  ['reorderWindow', '2s', under('routes', 'reorderWindow')],
  ['expiry', '60s', under('routes', 'entry', 'expiry')],
  ['retention', '90d', ['properties', 'journal', 'properties', 'retention']],
  ['leaseTtl', '10s', ['properties', 'journal', 'properties', 'leaseTtl']],
])('editors and docs know the form and the default of %s', (_name, usual, path) => {
  expect(at(...path)).toMatchObject({ title: 'duration', default: usual });
});

test('what a paper account has by default is what its keys say', async () => {
  const readFile = async (path: string) =>
    path === 'p' ? 'brokers: { paper: {} }' : Promise.reject(new Error('none'));
  const result = await loadConfig({ path: 'p', env: {}, readFile });
  const paper = result.ok ? result.config.brokers[0]?.paper : null;
  const said = (key: string) => String(at(...under('brokers', 'settings', key), 'description'));
  expect(said('balances')).toContain(`Default USDT "${String(paper?.balances['USDT'])}".`);
  expect(said('seed')).toContain(`Default ${paper?.seed}.`);
  expect(said('volatility')).toContain(`Default "${String(paper?.volatility)}".`);
  expect(said('fees')).toContain(`Default maker "${String(paper?.fees.maker)}", taker "${String(paper?.fees.taker)}".`);
});

test('of a route only the token is needed where it only tells, and what it trades with in every other mode', () => {
  const route = ['properties', 'routes', 'additionalProperties'];
  expect(at(...route)).toMatchObject({
    required: ['token'],
    if: { properties: { mode: { const: 'notify' } }, required: ['mode'] },
    else: { required: ['brokers', 'symbols', 'size'] },
  });
});
