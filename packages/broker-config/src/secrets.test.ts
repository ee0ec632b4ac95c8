import { describe, expect, test } from 'vitest';
import { GOOD_ENV, GOOD_LINES } from './faults-of.test.support.ts';
import { formatConfigErrors } from './errors/format-config-errors.ts';
import { loadConfig } from './load-config.ts';

const FILES: Readonly<Record<string, string>> = {
  '/etc/desk/good.txt': '  0123456789abcdef \n',
  '/etc/desk/empty.txt': ' \n',
  '/run/secrets/hook': 'fedcba9876543210',
};

async function tokenOf(token: string, fileMode?: (path: string) => Promise<number | null>) {
  const text = `brokers: { paper: {} }
routes: { r: { token: ${token}, brokers: [paper], symbols: [BTCUSDT], size: { signal: "1" } } }
telegram: { loopback: true, users: { "1": owner } }`;
  const result = await loadConfig({
    path: '/etc/desk/perpdesk.yaml',
    env: { EMPTY: '', HOOK: 'abcdef0123456789' },
    readFile: async (path) => {
      const found = path === '/etc/desk/perpdesk.yaml' ? text : FILES[path];
      if (found === undefined) throw new Error('no such file');
      return found;
    },
    ...(fileMode === undefined ? {} : { fileMode }),
  });
  if (!result.ok) return formatConfigErrors(result.errors).replace('/etc/desk/perpdesk.yaml:', '');
  const revealed = result.config.routes[0]?.tokens.map((secret) => secret.reveal()).join();
  return [revealed, ...result.warnings.map(({ message }) => message)].join(' | ');
}

describe('a secret', () => {
  test.each([
    ['{ env: HOOK }', 'abcdef0123456789'],
    ['{ file: good.txt }', '0123456789abcdef'],
    ['{ file: /run/secrets/hook }', 'fedcba9876543210'],
    ['[{ env: HOOK }, { file: good.txt }]', 'abcdef0123456789,0123456789abcdef'],
    ['{ env: EMPTY }', '2:30  routes.r.token.env  found no environment variable EMPTY, expected it to be set'],
    [
      '{ env: sEcReT1234567890 }',
      '2:30  routes.r.token.env  found no environment variable of that name, expected it to be set',
    ],
    ['{ env: "no name" }', '2:30  routes.r.token.env  found a value, expected the name of an environment variable'],
    [
      '{ env: toString }',
      '2:30  routes.r.token.env  found no environment variable of that name, expected it to be set',
    ],
    ['{ file: empty.txt }', '2:31  routes.r.token.file  found an empty file, expected the secret in it'],
    ['{ file: "" }', '2:31  routes.r.token.file  found a value, expected the path of a file'],
    ['{}', '2:23  routes.r.token  found a mapping, expected exactly one of env and file'],
    ['""', '2:23  routes.r.token  found a value, expected { env: NAME }, { file: PATH } or the text itself'],
    [
      '"with spaces in the text"',
      '2:23  routes.r.token  found a value of another form, expected 16 to 128 letters, digits or . _ ~ -',
    ],
  ])('%s', async (token, expected) => {
    expect(await tokenOf(token)).toBe(expected);
  });

  test('that is not there is no fault for what connects to nothing; one of a wrong form is', async () => {
    const load = (token: string) =>
      loadConfig({
        path: 'p',
        env: { SHORT: 'x' },
        readFile: (path) =>
          path === 'p'
            ? Promise.resolve(GOOD_LINES.toSpliced(3, 1, `    token: ${token}`).join('\n'))
            : Promise.reject(new Error('no file')),
        needsSecrets: false,
      });
    for (const token of ['{ env: NOT_SET }', '{ file: none.txt }']) {
      const result = await load(token);
      expect(result.ok && result.config.routes[0]?.tokens.map((secret) => secret.reveal())).toEqual(['']);
    }
    expect((await load('{ env: SHORT }')).ok).toBe(false);
  });

  test.each([
    [
      'five5',
      ['It is shorter than six characters: it is easily guessed, and not blanked in logs and exports. Make it longer.'],
    ],
    ['sixsix', []],
  ])('in the body of an alert warns where it is short: %s', async (secret, expected) => {
    const whole = GOOD_LINES.toSpliced(4, 0, '    secret: { env: BODY }').join('\n');
    const readFile = (path: string) => (path === 'p' ? Promise.resolve(whole) : Promise.reject(new Error('no file')));
    const result = await loadConfig({ path: 'p', env: { ...GOOD_ENV, BODY: secret }, readFile });
    expect(
      result.ok && result.warnings.filter(({ path }) => path === 'routes.demo.secret').map(({ message }) => message),
    ).toEqual(expected);
  });

  test('in a file that others may read warns; where modes mean nothing it does not', async () => {
    const good = '{ file: good.txt }';
    const warned = '0123456789abcdef | Others may read the file of this secret: make it mode 0600.';
    expect(await tokenOf(good, async () => 0o100_640)).toBe(warned);
    expect(await tokenOf(good, async () => 0o100_600)).toBe('0123456789abcdef');
    expect(await tokenOf(good, async () => null)).toBe('0123456789abcdef');
  });
});
