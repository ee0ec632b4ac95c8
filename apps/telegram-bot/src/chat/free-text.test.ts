import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { fakePosition } from '@perpdesk/broker-core/testing';
import fc from 'fast-check';
import { createChatBench } from '../testing/chat-bench.ts';

const COMMANDS = [
  'long',
  'short',
  'close',
  'reverse',
  'sl',
  'tp',
  'be',
  'trail',
  'cancel',
  'leverage',
  'margin',
  'posmode',
];
const word = fc.oneof(
  fc.constantFrom(
    'BTCUSDT',
    '0.01',
    '_*[]`<b>&amp;~|',
    '</a>',
    '@main',
    'sl=',
    'tp=1:',
    '1e3',
    '-1',
    '1,5',
    '🚀',
    'risk1%',
  ),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);

test('whatever is written after a command that trades, one message answers, as text without markup, and nothing is sent', async () => {
  const bench = await createChatBench([{ id: 'main', positions: [fakePosition({ quantity: decimal('0.02') })] }]);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...COMMANDS), fc.array(word, { maxLength: 4 }), async (command, words) => {
      const at = bench.sent.length;
      await bench.say(`/${command} ${words.join(' ')}`);
      const sent = bench.sent.slice(at);
      expect(sent.map(({ method }) => method)).toEqual(['sendMessage']);
      for (const { payload } of sent) {
        const text = `${payload['text']}`;
        expect(payload).not.toHaveProperty('parse_mode');
        expect(text).not.toMatch(/\(error e\d+\)|\bat .*\.ts:|undefined|NaN/u);
        const entities = (payload['entities'] ?? []) as readonly { offset: number; length: number }[];
        for (const { offset, length } of entities) expect(offset + length).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 150 },
  );
  expect(bench.engine.trades).toEqual([]);
  expect(bench.broker('main').callsOf('placeOrder')).toEqual([]);
});
