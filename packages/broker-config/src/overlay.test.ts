import { describe, expect, test } from 'vitest';
import { formatConfigErrors, formatConfigWarnings } from './errors/format-config-errors.ts';
import { GOOD_ENV, GOOD_LINES } from './faults-of.test.support.ts';
import { loadConfig } from './load-config.ts';

const BASE = '/desk/perpdesk.yaml';
const LOCAL = '/desk/perpdesk.local.yaml';

class FileError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

function load(local: string | FileError, lines: readonly string[] = GOOD_LINES) {
  return loadConfig({
    path: BASE,
    env: { ...GOOD_ENV, PORT: '9100' },
    async readFile(path) {
      if (path === BASE) return lines.join('\n');
      if (path !== LOCAL) throw new FileError('ENOENT');
      if (local instanceof FileError) throw local;
      return local;
    },
  });
}

async function loaded(local: string | FileError) {
  const result = await load(local);
  if (!result.ok) throw new Error(formatConfigErrors(result.errors));
  return result.config;
}

async function faults(local: string | FileError, lines?: readonly string[]) {
  const result = await load(local, lines);
  return result.ok ? [] : formatConfigErrors(result.errors).split('\n');
}

describe('perpdesk.local.yaml', () => {
  test('merges mappings by name, all the way down', async () => {
    const config = await loaded(`
brokers:
  paper: { limits: { maxPositions: 2 } }
  second: { type: paper }
routes: { demo: { limits: { maxNotional: "100" } } }
telegram: { users: { "2": viewer } }
server: { port: 9000 }
`);
    expect(config.brokers.map(({ id, limits }) => [id, limits?.maxPositions ?? null])).toEqual([
      ['paper', 2],
      ['spare', null],
      ['second', null],
    ]);
    expect(config.routes.map(({ id, symbols, limits }) => [id, symbols, String(limits.maxNotional)])).toEqual([
      ['demo', ['BTCUSDT'], '100'],
    ]);
    expect(config.telegram?.users.map(({ id, role }) => [id, role])).toEqual([
      ['1', 'owner'],
      ['2', 'viewer'],
    ]);
    expect(config.server).toMatchObject({ host: '127.0.0.1', port: 9000 });
    expect(await load('')).toMatchObject({ overlay: LOCAL });
    expect(await load(new FileError('ENOENT'))).toMatchObject({ overlay: null });
  });

  test('replaces lists, single values and choices whole', async () => {
    const config = await loaded(`
routes: { demo: { symbols: [ETHUSDT], size: { notional: "50" }, token: [{ env: TOKEN_2 }, { env: TOKEN }] } }
telegram: { users: { "1": { role: viewer } } }
`);
    const [route] = config.routes;
    expect(route?.symbols).toEqual(['ETHUSDT']);
    expect(route?.size.type).toBe('notional');
    expect(route?.tokens.map((token) => token.reveal())).toEqual([GOOD_ENV['TOKEN_2'], GOOD_ENV['TOKEN']]);
    expect(config.telegram?.users[0]?.role).toBe('viewer');
  });

  test('with null takes nothing where the file has nothing; a key or a name that is not there is a fault', async () => {
    const nothing = '{ limits: { maxNotional: null }, protect: null, silence: ~ }';
    const config = await loaded(`routes: { demo: ${nothing} }\ntelegram: { apiRoot: null }`);
    expect(config.routes[0]).toMatchObject({ limits: { maxNotional: null }, stopLoss: null, silence: null });
    expect(await faults('server: { prt: null }')).toEqual([
      `${LOCAL}:1:11  server.prt  found the unknown key "prt", expected port, which is near it`,
    ]);
    expect(await faults('brokers: { papper: null }')).toContain(
      `${LOCAL}:1:20  brokers.papper  found null, expected a mapping: a broker`,
    );
  });

  test('takes a key away with null', async () => {
    const config = await loaded('brokers: { spare: null }\ntelegram: ~');
    expect(config.brokers.map(({ id }) => id)).toEqual(['paper']);
    expect(config.telegram).toBeNull();
  });

  test('may be empty, or comments alone, or not there', async () => {
    for (const local of ['', '# nothing yet\n', new FileError('ENOENT')]) {
      expect((await loaded(local)).routes).toHaveLength(1);
    }
  });

  test('that is there and cannot be read is a fault', async () => {
    expect(await faults(new FileError('EACCES'))).toEqual([
      `${LOCAL}:1:1  found no readable file, expected a configuration there`,
    ]);
  });

  test('its faults are told with its own name and place, the file’s with the file’s', async () => {
    const local = `# mine
brokers: { paper: { enabld: true } }
routes:
  demo:
    size: { signal: 1 }
`;
    expect(await faults(local, GOOD_LINES.toSpliced(5, 1, '    symbols: [btc]'))).toEqual([
      `${BASE}:6:15  routes.demo.symbols[0]  found "btc", expected an instrument in capitals, e.g. BTCUSDT`,
      `${LOCAL}:2:21  brokers.paper.enabld  found the unknown key "enabld", expected enabled, which is near it`,
      `${LOCAL}:5:21  routes.demo.size.signal  found 1, expected a decimal in quotes above 0, e.g. "1"`,
    ]);
  });

  test('what both together lack is told where its block begins', async () => {
    expect(await faults('routes:\n  other: { brokers: [paper] }')).toEqual([
      expect.stringContaining(`${LOCAL}:2:3  routes.other.token  found nothing`),
      expect.stringContaining(`${LOCAL}:2:3  routes.other.symbols  found nothing`),
      expect.stringContaining(`${LOCAL}:2:3  routes.other.size  found nothing`),
    ]);
  });

  test('faults of form in both are told together', async () => {
    expect(await faults('\tserver: {}', ['brokers: [a'])).toEqual([
      expect.stringMatching(`^${BASE}:1:`),
      `${LOCAL}:1:1  found a tab, expected spaces for indentation`,
    ]);
  });

  test('its warnings are told with its name', async () => {
    const result = await load('routes: { demo: { token: abcdef0123456789 } }');
    expect(result.ok && formatConfigWarnings(result.warnings)).toBe(
      `${LOCAL}:1:26  routes.demo.token  A secret stands in the file as it is: write { env: NAME } or { file: PATH }.`,
    );
  });

  test('files that a change of which is a change of the configuration are named', async () => {
    const result = await load('routes: { demo: { secret: { file: hook.key } } }');
    expect(result.files).toEqual([BASE, LOCAL, '/desk/hook.key']);
    expect((await load(new FileError('ENOENT'))).files).toEqual([BASE, LOCAL]);
  });
});
