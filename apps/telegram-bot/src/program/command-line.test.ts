import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { listenOn } from './listen-on.ts';
import { parseArguments } from './parse-arguments.ts';
import { sampleAlertCall } from './sample-alert.ts';

describe('the command line', () => {
  test.each([
    [[], { command: 'start', configPath: null }],
    [['start'], { command: 'start', configPath: null }],
    [['check', '--config', 'a.yaml'], { command: 'check', configPath: 'a.yaml' }],
    [['--config', 'a.yaml'], { command: 'start', configPath: 'a.yaml' }],
    [['--config=a.yaml'], { command: 'start', configPath: 'a.yaml' }],
    [['--help'], { command: 'help', about: 'all' }],
    [['signals', 'list', '--help'], { command: 'help', about: 'signals' }],
    [['help', 'journal'], { command: 'help', about: 'journal' }],
    [['stop'], { command: 'wrong', detail: 'There is no command stop.' }],
    [['start', '--config'], { command: 'wrong', detail: '--config needs a value.' }],
    [['signals', 'lint', 'a.json'], { command: 'lint', file: 'a.json', form: { dialect: 'native', mode: 'chain' } }],
    [
      ['signals', 'lint', '--mode', 'direction', 'a.txt', '--dialect=kv'],
      { command: 'lint', file: 'a.txt', form: { dialect: 'kv', mode: 'direction' } },
    ],
    [
      ['signals', 'lint', 'a.json', '--per-fire-id'],
      { command: 'lint', file: 'a.json', form: { dialect: 'native', mode: 'chain', perFireId: true } },
    ],
    [
      ['signals', 'lint', 'a.json', '--route', 'trend', '--config', 'b.yaml'],
      { command: 'lint', file: 'a.json', form: { route: 'trend', configPath: 'b.yaml' } },
    ],
    [
      ['signals', 'lint', 'a.json', '--route', 'trend', '--per-fire-id'],
      {
        command: 'wrong',
        detail: '--route says mode, dialect and ids: leave out --mode, --dialect and --per-fire-id.',
      },
    ],
    [['signals', 'lint', 'a', '--config', 'b.yaml'], { command: 'wrong', detail: '--config is for --route.' }],
    [['signals'], { command: 'wrong', detail: 'signals needs a command: list, show, replay or lint.' }],
    [['signals', 'sing'], { command: 'wrong', detail: 'There is no command signals sing.' }],
    [['signals', 'lint'], { command: 'wrong', detail: 'lint needs a file.' }],
    [['signals', 'lint', 'a', 'b'], { command: 'wrong', detail: 'lint takes one file.' }],
    [['signals', 'lint', 'a', '--mode'], { command: 'wrong', detail: '--mode needs a value.' }],
    [['signals', 'lint', 'a', '--loud'], { command: 'wrong', detail: '--loud is not understood.' }],
    [
      ['signals', 'lint', 'a', '--mode', 'chain', '--dialect', 'okx'],
      { command: 'wrong', detail: 'Dialect okx has the modes direction, command, notify.' },
    ],
    [['init'], { command: 'init', path: 'perpdesk.yaml', asks: true, wishes: {} }],
    [
      [
        'init',
        '--broker',
        'binance',
        '--environment=live',
        '--symbols',
        'BTCUSDT,SOLUSDT',
        '--owner',
        '7',
        '--out',
        'a.yaml',
        '--yes',
      ],
      {
        command: 'init',
        path: 'a.yaml',
        asks: false,
        wishes: { broker: 'binance', environment: 'live', symbols: ['BTCUSDT', 'SOLUSDT'], owner: '7' },
      },
    ],
    [['init', '--broker', 'kraken'], { command: 'wrong', detail: '--broker is one of: paper, binance.' }],
    [
      ['init', '--broker', 'paper', '--environment', 'live'],
      { command: 'wrong', detail: 'A paper account has no --environment.' },
    ],
    [['init', 'a.yaml'], { command: 'wrong', detail: 'a.yaml is not understood.' }],
    [['totp'], { command: 'totp', label: 'desk' }],
    [['totp', 'anna'], { command: 'totp', label: 'anna' }],
    [['totp', 'anna', 'x'], { command: 'wrong', detail: 'x is not understood.' }],
    [['totp', '--label'], { command: 'wrong', detail: '--label is not understood.' }],
    [['start', '--verbose'], { command: 'wrong', detail: '--verbose is not understood.' }],
  ])('%j', (words, expected) => {
    expect(parseArguments(words)).toEqual(expected);
  });
});

describe('the sample call', () => {
  const call = sampleAlertCall('http://127.0.0.1:1', 'token');

  test('is one line that begins with curl', () => {
    expect(call).toMatch(/^curl [^\n]+$/);
  });

  test.each(['sh', 'bash', 'dash'])('%s fills in the time of the call', (shell) => {
    let printed: string;
    try {
      printed = execFileSync(shell, ['-c', call.replace(/^curl/, 'printf "%s\\n"')], { encoding: 'utf8' });
    } catch (error) {
      // not every machine has all three
      expect(error).toMatchObject({ code: 'ENOENT' });
      return;
    }
    const words = printed.trim().split('\n');
    const body = JSON.parse(words.at(-1) ?? '') as Record<string, string>;
    expect(body).toMatchObject({ strategy: 'btc-trend', symbol: 'BTCUSDT.P', price: '60000' });
    expect(Math.abs(Date.now() - Date.parse(body['firedAt'] ?? ''))).toBeLessThan(60_000);
    expect(body['barTime']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00Z$/);
  });
});

describe('a port that is taken', () => {
  const listen = (port: number) =>
    new Promise<{ port: number; close: () => void }>((resolve, reject) => {
      const server = createServer();
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        const address = server.address();
        resolve({
          port: typeof address === 'object' ? (address?.port ?? 0) : 0,
          close: () => void server.close(),
        });
      });
    });

  test('is named with what to change, or passed over', async () => {
    const first = await listen(0);
    const wish = { port: first.port, key: 'server.port' };
    await expect(listenOn({ ...wish, isFlexible: false }, listen)).rejects.toThrow(
      `Port ${first.port} is in use by another program. Set server.port to a free one (0 takes any).`,
    );
    const next = await listenOn({ ...wish, isFlexible: true }, listen);
    expect(next.port).toBeGreaterThan(first.port);
    next.close();
    first.close();
  });
});
