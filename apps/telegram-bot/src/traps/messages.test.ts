import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { COMMANDS } from '../chat/commands/registry.ts';
import { createChatBench } from '../testing/chat-bench.ts';
import { fakePosition } from '@perpdesk/broker-core/testing';

const SOURCES = join(__dirname, '..');

const sources = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
  .map((file) => ({ file, text: readFileSync(join(SOURCES, file), 'utf8') }));

describe('messages', () => {
  test('no text is ever markup: no call names a parse mode', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.filter(({ text }) => /parse_mode|ParseMode/u.test(text)).map(({ file }) => file)).toEqual([]);
  });

  test('foreign text with every markup character comes out as it was written', async () => {
    const bench = await createChatBench();
    const nasty = '1000PEPE_USDT*[x](y)<b>&`~|\\';
    await bench.say(`/long ${nasty} 1`);
    const [call] = bench.sent;
    expect(call?.payload['text']).toContain(nasty.slice(0, 20));
    expect(call?.payload).not.toHaveProperty('parse_mode');
  });

  test('nobody is asked for a key or a password', () => {
    const texts = COMMANDS.map(({ help }) => JSON.stringify(help));
    for (const text of texts) expect(text).not.toMatch(/api.?key|secret|password|passphrase/iu);
    const readers = sources.filter(({ file, text }) => file.startsWith('chat') && /apiKey|secretKey/u.test(text));
    expect(readers.map(({ file }) => file)).toEqual([]);
  });

  test('every card of a trade says on which account, and whether it is real money', async () => {
    for (const environment of ['live', 'demo', 'paper'] as const) {
      const bench = await createChatBench([{ id: 'main', environment, positions: [fakePosition()] }]);
      for (const command of ['/long BTCUSDT 0.01', '/close BTCUSDT', '/panic', '/positions', '/balance', '/status']) {
        await bench.say(command);
        expect(bench.texts().join('')).toContain(`${environment.toUpperCase()} main`);
      }
    }
  });
});
