import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createSecretHider } from './hide-secrets.ts';

const TOKEN = 'cAnArY-abc_DEF.123~xyz';
const PLAIN = 'cAnArY0123456789';
const KEY = 'cAnArY+abc/DEF:0123456789==';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const { hide } = createSecretHider([TOKEN, PLAIN, KEY, 'cAnArY with blanks in it', 'cAnArY15letters'].map(hashOf));

describe('a secret that is known by its hash is found', () => {
  test.each([
    [TOKEN, '[secret]'],
    ['cAnArY with blanks in it', '[secret]'],
    [`buy ${TOKEN} now`, 'buy [secret] now'],
    [`${PLAIN} and ${PLAIN}`, '[secret] and [secret]'],
    [`it is ${TOKEN}.`, 'it is [secret].'],
    [`it is ...${PLAIN}...`, 'it is ...[secret]...'],
    [`_${PLAIN}_`, '_[secret]_'],
    [`a,${TOKEN},b`, 'a,[secret],b'],
    [`x:${TOKEN}`, 'x:[secret]'],
    [`k=${PLAIN}&b=1`, 'k=[secret]&b=1'],
    [`https://desk.example/${TOKEN}/x`, 'https://desk.example/[secret]/x'],
    [`key ${KEY} of it`, 'key [secret] of it'],
    [`“${TOKEN}”`, '“[secret]”'],
    [`{"a":"${TOKEN}"} {`, '{"a":"[secret]"} {'],
    [`line\n${TOKEN}\nline`, 'line\n[secret]\nline'],
    [TOKEN.replaceAll('-', '%2D'), '[secret]'],
    [[...TOKEN].map((it) => `%${Buffer.from(it).toString('hex')}`).join(''), '[secret]'],
    [`a ${TOKEN.replaceAll('-', '\\u002d')} b`, 'a [secret] b'],
    [`"{\\\\"x\\\\":\\\\"${TOKEN.replaceAll('c', '\\\\u0063')}\\\\"}"`, '"{\\\\"x\\\\":\\\\"[secret]\\\\"}"'],
  ])('in %s', (text, shown) => {
    expect(hide(text)).toBe(shown);
  });
});

test.each([
  'BTCUSDT.P',
  '{"strategy":"a-strategy-with-a-long-name","price":"60000.123456789012345"}',
  TOKEN.toLowerCase(),
  `${PLAIN}x`,
  'cAnArY15letters',
  `100% of ${'x'.repeat(600)}`,
])('%s stays as it is', (text) => {
  expect(hide(text)).toBe(text);
});

test.each([
  ['words of many kinds', Array.from({ length: 3_800 }, (_, index) => `word-number-${index}-x`).join(' ')],
  ['one word', 'x'.repeat(64 * 1024)],
  ['words that are just too short', 'fifteen-letters '.repeat(4_096)],
  ['signs of a code', '%2'.repeat(32 * 1024)],
  ['backslashes', '\\'.repeat(64 * 1024)],
  ['escapes', '\\\\u0063'.repeat(8 * 1024)],
  ['edges', '.-'.repeat(32 * 1024)],
])('64 kB of %s are searched in less than half a second', (_what, text) => {
  const begun = performance.now();
  expect(hide(text)).toBe(text);
  expect(performance.now() - begun).toBeLessThan(500);
});

test('without hashes nothing is searched; more may be learned', () => {
  const { hide: search, learn } = createSecretHider([]);
  expect(search(TOKEN)).toBe(TOKEN);
  learn([hashOf(TOKEN)]);
  expect(search(TOKEN)).toBe('[secret]');
});
