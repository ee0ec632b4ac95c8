import { expect, test } from '@jest/globals';
import { configJsonSchema } from './config-json-schema.ts';

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
