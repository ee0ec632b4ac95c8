import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createFolder } from '../e2e/embedded-desk.ts';
import { BIN, startProcess } from '../e2e/program-process.ts';
import { DATABASE_PASSWORD, SECRETS, tracesIn } from './planted-secrets.test.fixture.ts';

const TIMEOUT = 60_000;
const env = { KEY: SECRETS.apiKey, SECRET: SECRETS.secretKey, BOT: SECRETS.botToken, TOKEN: SECRETS.token };

/** In the process that is started: the bin hands over to another without it. */
const HERE = ['--conditions=@perpdesk/source'];
/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:1';
const configFor = (journalUrl: string) => `brokers:
  one:
    type: binance
    credentials: { apiKey: { env: KEY }, secretKey: { env: SECRET } }
    endpoints: { rest: "${NOWHERE}", stream: "ws://127.0.0.1:1", wsApi: "ws://127.0.0.1:1" }
routes: { trend: { token: { env: TOKEN }, brokers: [one], symbols: [BTCUSDT], size: { signal: "1" } } }
telegram: { token: { env: BOT }, apiRoot: "${NOWHERE}", users: { "111": owner } }
server: { port: 0 }
journal: { url: "${journalUrl}" }
`;

const toEnd: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of toEnd.splice(0).toReversed()) await end();
}, TIMEOUT);

/** All that the program said until it ended by itself, or was ended. */
async function outputOf(
  command: 'start' | 'check',
  journalUrl: string,
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly text: string }> {
  const folder = await createFolder();
  toEnd.push(async () => folder[Symbol.asyncDispose]());
  await writeFile(join(folder.path, 'perpdesk.yaml'), configFor(journalUrl), { mode: 0o600 });
  const child = startProcess([...HERE, BIN, command], {
    folder: folder.path,
    env: { ...env, LOG_LEVEL: 'debug', ...more },
  });
  toEnd.push(() => child.stop());
  const code = await child.ended;
  return { code, text: `${child.output()}${child.complaints()}` };
}

/** Throws what it should not, with all secrets in it, once the program has read its configuration. */
const fault = (thrown: string) => {
  const secrets = '["KEY", "SECRET", "BOT", "TOKEN"].map((name) => process.env[name]).join(" ")';
  const once = `clearInterval(timer); ${thrown.replaceAll('SECRETS', secrets)}`;
  const code = `const timer = setInterval(() => { if (process.listenerCount('uncaughtException') > 0) { ${once} } }, 50);`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
};

describe('no planted secret stands in the last words of a program', () => {
  test.each([
    ['start', '127.0.0.1:1/desk'],
    ['check', 'route trend'],
  ] as const)(
    'whose database cannot be reached: %s',
    async (command, part) => {
      const { code, text } = await outputOf(command, `postgres://desk:${DATABASE_PASSWORD}@127.0.0.1:1/desk`);
      expect([code, tracesIn({ text })]).toEqual([1, []]);
      expect(text).toContain(part);
    },
    TIMEOUT,
  );

  test.each([
    ['an error nobody caught', 'throw new Error("It broke at " + SECRETS);'],
    ['a rejection nobody caught', 'Promise.reject(new Error("It broke at " + SECRETS));'],
    ['something that is no error', 'throw { at: SECRETS };'],
  ])(
    'that ends by %s',
    async (_what, thrown) => {
      const { code, text } = await outputOf('start', 'sqlite:journal.db', fault(thrown));
      expect([code, tracesIn({ text })]).toEqual([1, []]);
      expect(text).toContain('a fault nobody caught');
    },
    TIMEOUT,
  );
});
