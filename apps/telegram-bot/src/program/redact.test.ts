import { describe, expect, test } from 'vitest';
import { GrammyError, HttpError } from 'grammy';
import { createLogger } from './create-logger.ts';
import { createRedactor } from './redact.ts';
import { toTelegramFault } from '../telegram/telegram-error.ts';

const TOKEN = '7000000001:CANARY-abcdefghijklmnopqrstuvwxyz012';
const SECRETS = ['route-token-canary', 'api"key-canary'];

function logWith(level = 'debug') {
  let text = '';
  const redact = createRedactor(SECRETS);
  const log = createLogger({ level, destination: { write: (line) => void (text += line) }, redact });
  return { log, text: () => text };
}

describe('the log', () => {
  test('is one JSON object a line, message constant, values as fields', () => {
    const { log, text } = logWith();
    log.info('broker connected', { brokerId: 'main' });
    expect(JSON.parse(text())).toMatchObject({ level: 'info', msg: 'broker connected', brokerId: 'main' });
  });

  test('holds no token, whatever carries it', () => {
    const { log, text } = logWith();
    const inner = new Error(`request to https://api.telegram.org/bot${TOKEN}/sendMessage failed`);
    const http = new HttpError(`Network request failed for bot${TOKEN}`, inner);
    log.error('a', { error: http });
    log.error('b', { error: inner, nested: { url: `https://api.telegram.org/bot${TOKEN}/getMe` } });
    log.error('c', { err: http, cause: inner });
    log.warn('d', { path: '/hooks/any-token-at-all', body: SECRETS[0] ?? '', key: SECRETS[1] ?? '' });
    log.warn(`e ${TOKEN}`);
    expect(text()).not.toMatch(/canary|CANARY|any-token/);
    expect(text().trim().split('\n')).toHaveLength(5);
    for (const line of text().trim().split('\n')) JSON.parse(line);
  });

  test('an error is its name, code and message, before anything is blanked: what else it carries is not written', () => {
    let text = '';
    const destination = { write: (line: string) => void (text += line) };
    const log = createLogger({ level: 'debug', destination, redact: (line) => line });
    const inner = new Error(`request to https://api.telegram.org/bot${TOKEN}/sendMessage failed`);
    const http = new HttpError('Network request failed', inner);
    log.error('a', { error: http });
    log.error('a', { error: new HttpError(`Network request for bot${TOKEN} failed`, inner) });
    log.error('b', { err: Object.assign(new Error('plain'), { url: `https://api.telegram.org/bot${TOKEN}/getMe` }) });
    expect(text).not.toContain('CANARY');
    expect(text.match(/"msg":"[ab]"/g)).toHaveLength(3);
  });

  test('below its level it says nothing', () => {
    const { log, text } = logWith('warn');
    log.info('x');
    expect(text()).toBe('');
  });
});

describe('a failed call of Telegram', () => {
  test('keeps code and description, drops the rest', () => {
    const answer = {
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 5',
      parameters: { retry_after: 5 },
    } as const;
    expect(toTelegramFault(new GrammyError('x', answer, 'sendMessage', { text: 'canary' }))).toEqual({
      status: 429,
      description: 'Too Many Requests: retry after 5',
      retryAfterMs: 5000,
      migratedTo: null,
    });
    const http = new HttpError('x', new Error(TOKEN));
    expect(JSON.stringify(toTelegramFault(http))).not.toContain('CANARY');
    const told = new HttpError(`Network request failed for bot${TOKEN}`, new Error(TOKEN));
    expect(JSON.stringify(toTelegramFault(told))).not.toContain(TOKEN);
    expect(JSON.stringify(toTelegramFault(new Error(TOKEN)))).not.toContain(TOKEN);
  });
});
