import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createChatBench } from '../testing/chat-bench.ts';
import { decimal } from '@perpdesk/broker-core';
import { fakePosition } from '@perpdesk/broker-core/testing';

const SOURCES = join(import.meta.dirname, '..');

const sources = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
  .map((file) => ({ file, text: readFileSync(join(SOURCES, file), 'utf8') }));

const SENTENCE = /'[^'\n]+'|`[^`]+`|"[^"\n]+"/gu;
const SECRET =
  /\b(?:keys?|api.?key|secret|password|passphrase|seed phrase|Schlüsseln?|API-Schlüssel|Geheimnis|Passwort|Kennwort)\b/iu;
/** None of them asks for one. */
const SPEAK_OF_KEYS = [
  'Das Geheimnis im Inhalt fehlt oder ist falsch.',
  'Das Geheimnis im Inhalt ist nicht das der Route.',
  'Das Geheimnis steht zweimal im Inhalt, mit verschiedenen Werten.',
  'Der Desk läuft mit den Schlüsseln weiter, die er hat. Berichtige sie in der Datei, oder nimm sie zurück.',
  'Der Inhalt trägt den API-Schlüssel eines Börsenkontos. Er wurde nicht gespeichert: widerruf ihn und lege einen neuen an.',
  'Der Schlüssel … steht zweimal da, mit verschiedenen Werten.',
  'Der Schlüssel ist falsch oder abgelaufen, oder ihm fehlt das Recht oder die IP.',
  'Die Route verlangt ein Geheimnis im Inhalt (passphrase, secret oder token), und es fehlt.',
  'Prüfe den Schlüssel an der Börse.',
  'The desk goes on with the keys it has. Mend them in the file, or take them back.',
  'die neuen Schlüssel gelten',
  'die neuen Schlüssel werden nicht übernommen',
  'the new keys are in use',
  'the new keys are not taken',
];
/** Each card that asks before money moves. */
const TRADES = [
  '/long BTCUSDT 0.01',
  '/short ETHUSDT 0.1',
  '/close BTCUSDT',
  '/reverse BTCUSDT',
  '/sl BTCUSDT 59000',
  '/tp BTCUSDT 65000',
  '/be BTCUSDT',
  '/trail BTCUSDT 1%',
  '/leverage ETHUSDT 5',
  '/margin BTCUSDC iso',
  '/panic',
];

describe('messages', () => {
  test('no text is ever markup: no call names a parse mode', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.filter(({ text }) => /parse_mode|ParseMode/u.test(text)).map(({ file }) => file)).toEqual([]);
  });

  test('nothing that waits at Telegram is thrown away, by no call', () => {
    expect(sources.filter(({ text }) => text.includes('drop_pending_updates')).map(({ file }) => file)).toEqual([]);
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
    const said = sources
      .filter(({ file }) => file.startsWith('language') || file.startsWith('format'))
      .flatMap(({ text }) => [...text.matchAll(SENTENCE)].map(([quoted]) => quoted.slice(1, -1)))
      .map((sentence) => sentence.replaceAll(/\$\{[^}]*\}/gu, '…'))
      .filter((sentence) => SECRET.test(sentence) && sentence.includes(' '));
    expect(said.toSorted()).toEqual(SPEAK_OF_KEYS.toSorted());
  });

  test('nothing that a chat leads to handles a key or a password: they come from the configuration', () => {
    const reached = /^(?:chat|desk|rights|notify|live|receive|format|outbox|telegram|watch)[/\\]/u;
    const readers = sources.filter(
      ({ file, text }) => reached.test(file) && /api_?key|secretKey|apiSecret|passphrase|credential/iu.test(text),
    );
    expect(readers.map(({ file }) => file)).toEqual([]);
  });

  test.each(['live', 'demo', 'paper'] as const)(
    'every card of a trade says on which account, and whether it is real money: %s',
    async (environment) => {
      const held = fakePosition({ quantity: decimal('0.02'), entryPrice: decimal('59500') });
      const bench = await createChatBench([{ id: 'main', environment, positions: [held] }]);
      for (const command of [...TRADES, '/positions', '/balance', '/status']) {
        await bench.say(command);
        expect([command, bench.texts().join('')]).toEqual([
          command,
          expect.stringContaining(`${environment.toUpperCase()} main`),
        ]);
        if (TRADES.includes(command)) expect(bench.buttons()[0]).toMatch(/^c:/u);
      }
    },
  );

  test('no amount passes through a float: only pictures, which nobody trades by, make one', () => {
    // the program reads counts of its command line
    const makers = sources.filter(
      ({ file, text }) =>
        !/^(?:picture|e2e|testing|program)[/\\]/u.test(file) && /\.toNumber\(|parseFloat|\bNumber\(/u.test(text),
    );
    expect(makers.map(({ file }) => file)).toEqual([]);
  });
});
