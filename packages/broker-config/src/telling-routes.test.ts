import { expect, test } from 'vitest';
import { faultsOf, GOOD_ENV } from './faults-of.test.support.ts';
import { loadConfig } from './load-config.ts';

const fileWith = (mode: string) => `
brokers: { paper: {} }
routes: { news: { token: { env: TOKEN }, ${mode} } }
telegram: { loopback: true, users: { "42": owner } }
`;

test('a route that only tells needs neither accounts nor instruments nor a size', async () => {
  const readFile = (path: string) =>
    path === 'p' ? Promise.resolve(fileWith('mode: notify')) : Promise.reject(new Error('no file'));
  const result = await loadConfig({ path: 'p', env: GOOD_ENV, readFile });
  if (!result.ok) throw new Error('It is refused.');
  expect(result.config.routes[0]).toMatchObject({ id: 'news', mode: 'notify', brokers: [], symbols: [] });
  expect(result.warnings).toEqual([]);
});

test.each(['mode: order', 'mode: notify-all', 'execute: notify'])(
  'any other needs them all, whatever else is wrong: %s',
  async (mode) => {
    const faults = await faultsOf(0, fileWith(mode));
    const lacks = ['brokers', 'symbols', 'size'].map(
      (key) => faults.filter((fault) => fault.includes(` routes.news.${key} `)).length,
    );
    expect(lacks).toEqual([1, 1, 1]);
  },
);
