import { expect, test } from 'vitest';
import { configJsonSchema, formatConfigErrors, formatConfigWarnings, loadConfig } from '@perpdesk/broker-config';
import { readBlocks } from './read-blocks.ts';
import { readPages } from './read-pages.ts';

/** What a block that is a part of a file is read over. */
const BASE = `
brokers:
  paper: {}
  binance: { credentials: { apiKey: { env: KEY }, secretKey: { env: SECRET } } }
routes:
  btc-trend: { token: { env: TOKEN }, brokers: [paper], symbols: [BTCUSDT], size: { signal: "1" }, relay: [desk] }
telegram: { token: { env: BOT }, users: { "1": owner }, chats: { desk: { id: "1" } } }
`;

/** Where a part may stand, the whole file first. */
const PLACES = [[], ['routes', 'btc-trend'], ['brokers', 'binance'], ['brokers', 'paper']] as const;

const child = (schema: unknown, ...path: readonly string[]): object =>
  path.reduce((at: object, key) => Object(Reflect.get(at, key)) as object, Object(schema) as object);
const keysAt = ([block]: readonly string[]): readonly string[] =>
  Object.keys(
    block === undefined
      ? child(configJsonSchema(), 'properties')
      : child(configJsonSchema(), 'properties', block, 'additionalProperties', 'properties'),
  );

const topKeys = (yaml: string) => [...yaml.matchAll(/^([\w-]+):/gm)].map(([, key = '']) => key);

/** The block under the keys of its place. */
function placed(yaml: string): string {
  const keys = topKeys(yaml);
  const place = PLACES.find((path) => keys.every((key) => keysAt(path).includes(key))) ?? [];
  const indented = yaml.replaceAll(/^(?=.)/gm, '  '.repeat(place.length));
  return `${place.map((key, depth) => `${'  '.repeat(depth)}${key}:\n`).join('')}${indented}`;
}

/** What the desk says to a whole file, or to a part over the file above. */
async function read(yaml: string) {
  const isWhole = ['brokers', 'routes', 'telegram'].every((key) => topKeys(yaml).includes(key));
  const files: Readonly<Record<string, string>> = isWhole
    ? { 'perpdesk.yaml': yaml }
    : { 'perpdesk.yaml': BASE, 'perpdesk.local.yaml': placed(yaml) };
  const result = await loadConfig({
    path: 'perpdesk.yaml',
    env: {},
    needsSecrets: false,
    readFile: async (path) => files[path] ?? Promise.reject(Object.assign(new Error(path), { code: 'ENOENT' })),
    knownBrokerTypes: ['paper', 'binance'],
    brokerHosts: { binance: ['*.binance.com', '*.binancefuture.com'] },
  });
  return result.ok ? formatConfigWarnings(result.warnings) : formatConfigErrors(result.errors);
}

const blocks = readPages()
  .flatMap(readBlocks)
  .filter(({ language }) => language === 'yaml')
  .map((block) => ({ at: `${block.page}:${block.line}`, ...block }));

test.each(blocks)('the desk takes the configuration of $at', async ({ text }) => expect(await read(text)).toBe(''));

test('a key that is not there is found, in a whole file and in a part', async () => {
  expect(await read(BASE.replace('symbols', 'simbols'))).toContain('simbols');
  expect(await read('protect: { stopLoss: { percents: "1" } }\n')).toContain('routes.btc-trend.protect.stopLoss');
  expect(await read('nothing: 1\n')).toContain('"nothing"');
});
