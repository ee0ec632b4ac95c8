import { expect, test } from '@jest/globals';
import { embeddedConfig, loadConfig } from '@perpdesk/broker-config';
import { secretsOf } from './config-secrets.ts';

test('the password of the database is one, as it is written and as it is meant', async () => {
  const loaded = await loadConfig({
    path: '/perpdesk.yaml',
    env: {},
    readFile: async () => 'brokers: { paper: {} }\njournal: { url: "postgres://desk:pass%40word@db.example/desk" }\n',
  });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors));
  expect(secretsOf(loaded.config)).toEqual(['pass%40word', 'pass@word']);
});

test('a file has none', async () => {
  const { journal, ...rest } = await embeddedConfig({ folder: '/' });
  const none = { ...rest, journal, brokers: [], routes: [], telegram: null };
  expect(secretsOf(none)).toEqual([]);
});
