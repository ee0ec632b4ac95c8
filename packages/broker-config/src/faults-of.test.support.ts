import { formatConfigErrors } from './errors/format-config-errors.ts';
import { loadConfig, type LoadConfigOptions } from './load-config.ts';

/** A file without a fault. */
export const GOOD_LINES: readonly string[] = [
  'brokers: { paper: {}, spare: { type: paper, enabled: false } }',
  'routes:',
  '  demo:',
  '    token: { env: TOKEN }',
  '    brokers: [paper]',
  '    symbols: [BTCUSDT]',
  '    size: { signal: "1" }',
  'telegram: { token: { env: BOT }, users: { "1": owner }, chats: { desk: { id: "-100123" } } }',
];
export const GOOD_ENV: Readonly<Record<string, string>> = {
  TOKEN: 'aaaaaaaaaaaaaaaa1',
  TOKEN_2: 'bbbbbbbbbbbbbbbb2',
  TOKEN_3: 'cccccccccccccccc3',
  BOT: '123:abc',
  KEY: 'key-of-an-account',
  BAD_KEY: 'key of an account',
};

/** What is wrong with the good file once `text` stands for its line (1-based; 0: for all of it): line, column, path, text. */
export async function faultsOf(
  line: number,
  text: string,
  brokers: Pick<LoadConfigOptions, 'knownBrokerTypes' | 'brokerHosts'> = {},
): Promise<readonly string[]> {
  const whole = line === 0 ? text : GOOD_LINES.toSpliced(line - 1, 1, text).join('\n');
  const readFile = (path: string) => (path === 'p' ? Promise.resolve(whole) : Promise.reject(new Error('no file')));
  const result = await loadConfig({ path: 'p', env: GOOD_ENV, readFile, ...brokers });
  if (result.ok) return [];
  return formatConfigErrors(result.errors)
    .split('\n')
    .map((fault) => fault.slice('p:'.length));
}
