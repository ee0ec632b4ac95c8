import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { readAlert } from './read-alert.ts';

const NATIVE = {
  symbol: 'BTCUSDT.P',
  action: 'buy',
  contracts: '1',
  position_size: '1',
  timenow: '2026-11-22T07:00:03Z',
};
const CANARY = 'canary-7f3a"b\\c';
const readText = (text: string) => readAlert(new TextEncoder().encode(text));
const read = (body: unknown) => readText(JSON.stringify(body));

describe('secrets', () => {
  test.each(['passphrase', 'secret', 'token', 'PassPhrase', 'SECRET'])(
    '%s is handed out, and gone from the text',
    (key) => {
      const result = read({ ...NATIVE, [key]: CANARY });
      expect(result).toMatchObject({ ok: true, secret: CANARY });
      expect(result.text).toBe(JSON.stringify({ ...NATIVE, [key]: '[secret]' }));
    },
  );

  test('it may be nested, but not stand twice with two values', () => {
    expect(read({ ...NATIVE, strategy: { secret: CANARY } }).secret).toBe(CANARY);
    expect(read({ ...NATIVE, secret: 'one-secret', token: 'one-secret' }).secret).toBe('one-secret');
    expect(read({ ...NATIVE, secret: 'one-secret', token: 'two-secret' })).toMatchObject({
      code: 'conflicting-fields',
    });
  });

  test('the hash does not depend on it', () => {
    expect(read({ ...NATIVE, secret: 'first-one' }).bodyHash).toBe(read({ ...NATIVE, secret: 'second-one' }).bodyHash);
  });

  test('TVCBot’s api_sec stands in where no other is given', () => {
    expect(read({ ...NATIVE, api_sec: 'the-secret' })).toMatchObject({ ok: true, secret: 'the-secret' });
    expect(read({ ...NATIVE, api_sec: 'the-secret', passphrase: 'other' }).secret).toBe('other');
  });

  test('an echo elsewhere goes too, in text of any letter case', () => {
    const result = read({ ...NATIVE, secret: 'My-Secret-9', comment: 'x my-secret-9 y', 'k-my-secret-9': 1 });
    expect(result.text.toLowerCase()).not.toContain('my-secret-9');
    const nested = read({ ...NATIVE, alert_message: JSON.stringify({ secret: 'inner-secret', a: 1 }) });
    expect(nested.text).not.toContain('inner-secret');
  });

  test('the keys of an exchange account refuse the alert, and are not stored', () => {
    for (const key of ['apiKey', 'api_key', 'api_secret', 'apiSecret', 'secretKey', 'private_key']) {
      const result = read({ ...NATIVE, [key]: CANARY });
      expect(result).toMatchObject({ ok: false, code: 'foreign-platform' });
      expect(result.ok || result.detail).toContain('revoke');
      expect(JSON.stringify({ ...result, secret: null })).not.toContain('canary');
    }
  });

  test.each([
    '{"symbol":"X" "passphrase": "CANARY"}',
    '{"symbol":"X", "passphrase": CANARY}',
    "{'secret': 'CANARY', 'symbol': 'X'}",
    '{“token”:“CANARY”}',
    '{"symbol":"X","secret":"CANARY',
    '{"tokens":["CANARY","b"] "x":1}',
    '{"\\u0073ecret":"CANARY" "x":1}',
    'passphrase=CANARY;symbol=BTCUSDT',
    'TOKEN: CANARY\nbuy BTC, CANARY again',
    '{"alert_message":"{\\"secret\\":\\"CANARY\\"}",}',
  ])('in %s, which is no JSON, it is gone as well', (text) => {
    const result = readText(text.replaceAll('CANARY', 'canary-4711'));
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).not.toContain('canary-4711');
  });

  test('no text, JSON or not, ever lets it out or throws', () => {
    const canary = 'canary-4711-zebra';
    const key = fc.constantFrom(
      'passphrase',
      'Secret',
      'token',
      'api_key',
      'apiSecret',
      'password',
      'signalToken',
      'PIN',
    );
    const leaf = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.constant(`x${canary}y`));
    const extra = fc.dictionary(fc.string(), fc.oneof(leaf, fc.array(leaf), fc.dictionary(fc.string(), leaf)));
    const cut = fc.option(fc.nat(400), { nil: null });
    fc.assert(
      fc.property(key, extra, cut, (name, members, at) => {
        const whole = JSON.stringify({ [name]: canary, ...NATIVE, ...members });
        const start = whole.indexOf(`"${name}":"`);
        const cutsSecret = at !== null && at > start && at < start + name.length + 5 + canary.length;
        const text = at === null || cutsSecret ? whole : `${whole.slice(0, at)},,${whole.slice(at)}`;
        const { secret, ...rest } = readText(text);
        return !JSON.stringify(rest).includes(canary) && (secret === null || secret === canary);
      }),
      { numRuns: 400 },
    );
  });

  test('any bytes are answered', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => typeof readAlert(bytes).ok === 'boolean'),
      { numRuns: 300 },
    );
  });

  test('the route’s address in a text loses its token', () => {
    const link = 'see http://desk.example/hooks/abc-DEF_123?x=1';
    expect(read({ ...NATIVE, alert_message: link }).text).toContain('/hooks/[secret]?x=1');
    expect(readText(`no json ${link}`).text).toBe('no json see http://desk.example/hooks/[secret]?x=1');
  });

  test('thousands of secrets: nothing of the texts is kept', () => {
    const many = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`secret${index}`, `value-${index}`]));
    const result = read({ ...many, note: 'value-1999' });
    expect(result.text).not.toContain('value-');
  });
});
