import { expect, test } from 'vitest';
import { embeddedConfig, loadConfig } from '@perpdesk/broker-config';
import { secretsOf } from './config-secrets.ts';

test.each([
  ['postgres://desk:pass%40word@db.example/desk', ['pass%40word', 'pass@word']],
  ['postgres://desk@db.example/desk?sslmode=require&password=pass%40word', ['pass%40word', 'pass@word']],
  ['postgres://desk:first@db.example/desk?password=a+second', ['first', 'first', 'a+second', 'a second']],
])('the password of the database is one, as it is written and as it is meant: %s', async (url, expected) => {
  const loaded = await loadConfig({
    path: '/perpdesk.yaml',
    env: {},
    readFile: async () => `brokers: { paper: {} }\njournal: { url: "${url}" }\n`,
  });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors));
  expect(secretsOf(loaded.config)).toEqual(expected);
});

test('a file has none', async () => {
  const { journal, ...rest } = await embeddedConfig({ folder: '/' });
  const none = { ...rest, journal, brokers: [], routes: [], telegram: null };
  expect(secretsOf(none)).toEqual([]);
});
