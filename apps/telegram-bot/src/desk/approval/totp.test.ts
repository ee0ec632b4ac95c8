import { expect, test } from 'vitest';
import { codeAt, enrol, stepOfCode } from './totp.ts';

/** RFC 6238, appendix B, SHA-1: the last six of its eight digits. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
])('at %i s the code is %s', (seconds, code) => {
  expect(codeAt(RFC_SECRET, seconds * 1000)).toBe(code);
  expect(stepOfCode(RFC_SECRET, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
});

test('a code of the step before and after is known as that step’s, no others', () => {
  const now = 1_234_567_890_000;
  const found = [-2, -1, 0, 1, 2].map((steps) => stepOfCode(RFC_SECRET, codeAt(RFC_SECRET, now + steps * 30_000), now));
  const step = Math.floor(now / 30_000);
  expect(found).toEqual([null, step - 1, step, step + 1, null]);
});

test('a new secret is Base32 and its address makes the same codes', () => {
  const { secret, url } = enrol('anna', new Uint8Array(20).fill(7));
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(new URL(url).searchParams.get('secret')).toBe(secret);
  expect(url).toMatch(/^otpauth:\/\/totp\/Perpdesk:anna\?/);
});
