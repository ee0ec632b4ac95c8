import { describe, expect, test } from 'vitest';
import { formatConfigErrors, formatConfigWarnings } from './errors/format-config-errors.ts';
import { GOOD_ENV, GOOD_LINES } from './faults-of.test.support.ts';
import { loadConfig } from './load-config.ts';

const ENV = { ...GOOD_ENV, PORT: '9100', HOST: '127.0.0.1', ON: 'true', SIZE: '2', WORD: 'some-word', NONE: '' };

function load(line: string, at = 9, needsSecrets = true) {
  const text = GOOD_LINES.toSpliced(at - 1, 1, line).join('\n');
  const readFile = (path: string) => (path === 'p' ? Promise.resolve(text) : Promise.reject(new Error('no file')));
  return loadConfig({ path: 'p', env: ENV, readFile, needsSecrets });
}

async function faults(line: string, at?: number) {
  const result = await load(line, at);
  return result.ok ? '' : formatConfigErrors(result.errors);
}

describe('${NAME}', () => {
  test.each([
    ['a number without quotes', 'server:\n  port: ${PORT}', { port: 9100 }],
    ['a flag without quotes', 'server:\n  metrics: ${ON}', { metrics: true }],
    ['a text in quotes', 'server: { host: "${HOST}" }', { host: '127.0.0.1' }],
    ['a part of a text', 'server: { host: "127.0.0.${NOT_SET:-1}" }', { host: '127.0.0.1' }],
    ['what stands otherwise', 'server:\n  port: ${NOT_SET:-9200}', { port: 9200 }],
    ['an empty variable is not set', 'server:\n  port: ${NONE:-9300}', { port: 9300 }],
  ])('%s', async (_title, line, server) => {
    const result = await load(line);
    expect(result.ok && result.config.server).toMatchObject(server);
  });

  test('a secret from a variable is no literal, a number in it stays text', async () => {
    for (const token of ['${TOKEN}', '"${TOKEN}"', '[{ env: TOKEN_2 }, "${TOKEN}"]', '${NUMBER:-1234567890123456}']) {
      const result = await load(`    token: ${token}`, 4);
      expect(result.ok ? formatConfigWarnings(result.warnings) : result.errors).toBe('');
    }
  });

  test('a missing secret is no fault for what connects to nothing, and stands empty', async () => {
    const result = await load('    token: ${NOT_SET}', 4, false);
    expect(result.ok && result.config.routes[0]?.tokens.map((token) => token.reveal())).toEqual(['']);
  });

  test('$${ is the text itself', async () => {
    const result = await load('    token: { env: TOKEN }\n    secret: "a$${X}"', 4);
    expect(result.ok && result.config.routes[0]?.secret?.reveal()).toBe('a${X}');
  });

  test.each([
    [
      'one that is not set',
      'server:\n  port: ${NOT_SET}',
      'p:10:9  server.port  found no environment variable NOT_SET, expected it to be set, or "${NAME:-…}" with what stands otherwise',
    ],
    [
      'no end',
      'server: { host: "${HOST" }',
      'p:9:17  server.host  found "${" without its "}", expected "${NAME}" of an environment variable, or "$${" for the text itself',
    ],
    [
      'no name',
      'server: { host: "${HO ST}" }',
      'p:9:17  server.host  found "${…}" around something that is no name, expected "${NAME}" of an environment variable, or "$${" for the text itself',
    ],
    [
      'a value that does not fit is not repeated',
      'server:\n  port: ${WORD}',
      'p:10:9  server.port  found a value made of the environment variable WORD, expected a whole number from 0 to 65535, without quotes',
    ],
  ])('refuses: %s', async (_title, line, fault) => {
    expect(await faults(line)).toBe(fault);
  });
});
