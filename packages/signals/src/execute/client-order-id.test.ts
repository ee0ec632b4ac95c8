import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { decodeClientOrderId, encodeClientOrderId, hashOfIntent } from './client-order-id.ts';

const parts = fc.record({
  environment: fc.constantFrom('live' as const, 'demo' as const, 'paper' as const),
  streamCode: fc.stringMatching(/^[0-9a-z]{1,8}$/),
  sequence: fc.nat(2_000_000_000),
  leg: fc.nat(40_000),
  attempt: fc.nat(40_000),
  hash: fc.stringMatching(/^[0-9a-f]{8}$/),
});

describe('client order id', () => {
  test('decoding gives back what was encoded, within 36 characters', () => {
    fc.assert(
      fc.property(parts, (value) => {
        const id = encodeClientOrderId(value);
        expect(id.length).toBeLessThanOrEqual(36);
        expect(decodeClientOrderId(id)).toEqual(value);
      }),
    );
  });

  test.each(['', 'web_abc', 'x-15PC4ZJy1', 'autoclose-1', 'pp-a-1-1-1', 'pz-a-1-1-1-00000000'])(
    'a foreign id is not ours: %s',
    (id) => {
      expect(decodeClientOrderId(id)).toBeNull();
    },
  );

  test('what is tried for hours goes on: attempts and legs beyond three digits begin anew', () => {
    const base = { environment: 'live', streamCode: 'abc', sequence: 1, hash: hashOfIntent('a') } as const;
    const id = encodeClientOrderId({ ...base, leg: 36 ** 3, attempt: 36 ** 3 + 1 });
    expect(decodeClientOrderId(id)).toEqual({ ...base, leg: 0, attempt: 1 });
  });

  test('a part that is too long is refused', () => {
    expect(() =>
      encodeClientOrderId({
        environment: 'live',
        streamCode: 'abcdefghi',
        sequence: 1,
        leg: 1,
        attempt: 1,
        hash: hashOfIntent('a'),
      }),
    ).toThrow(RangeError);
  });
});
