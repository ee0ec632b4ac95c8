import { expect, test } from 'vitest';
import { createBodyHider } from './hide-in-bodies.ts';

const PEM = '-----BEGIN PRIVATE KEY-----\ncAnArYbase64+/abc\ncAnArYmore64==\n-----END PRIVATE KEY-----';
const { hide } = createBodyHider(['cAnArY-secret-9', 'short-one', PEM, '7000000001:cAnArY', 'cAnArY & "signs"']);

test.each([
  ['cAnArY-secret-9', '[secret]'],
  ['xcAnArY-secret-9y', 'x[secret]y'],
  ['CANARY-SECRET-9 canary-secret-9', '[secret] [secret]'],
  [`key ${PEM}.`, 'key [secret].'],
  [JSON.stringify({ key: PEM }), '{"key":"[secret]"}'],
  ['one line cAnArYbase64+/abc of it', 'one line [secret] of it'],
  ['bot 7000000001:cAnArY', 'bot [secret]'],
  [`?x=${encodeURIComponent('cAnArY & "signs"')}`, '?x=[secret]'],
])('in %s no secret is left', (text, shown) => {
  expect(hide(text)).toBe(shown);
});

test.each(['short-one', 'a short-one strategy', '-----BEGIN', 'PRIVATE', '60000.123456789'])('%s stays', (text) => {
  expect(hide(text)).toBe(text);
});

test('what a later configuration brings is hidden too, and what was secret before it', () => {
  const { hide: blank, learn } = createBodyHider(['cAnArY-secret-9']);
  learn(['cAnArY-token-of-a-route']);
  expect(blank('cAnArY-token-of-a-route, cAnArY-secret-9')).toBe('[secret], [secret]');
});
