import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { checkSecret } from './check-secret.ts';
import { signalKey } from './signal-key.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('the key is of the route and the body', () => {
  const key = signalKey({ routeId: 'trend', bodyHash: 'aa' });
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(signalKey({ routeId: 'trend', bodyHash: 'aa' })).toBe(key);
  expect(signalKey({ routeId: 'swing', bodyHash: 'aa' })).not.toBe(key);
  expect(signalKey({ routeId: 'trend', bodyHash: 'ab' })).not.toBe(key);
  expect(signalKey({ routeId: 'trend', bodyHash: 'aa', salt: 'unauthenticated' })).not.toBe(key);
});

test('a route’s secret is asked for, and the right one passes', () => {
  const route = { secretHash: sha256('the-secret') };
  expect(checkSecret('the-secret', route)).toBeNull();
  expect(checkSecret('another', route)).toMatchObject({ ok: false, code: 'unauthenticated' });
  expect(checkSecret(null, route)).toMatchObject({ ok: false, code: 'unauthenticated' });
  expect(checkSecret(null, { secretHash: sha256('') })).toMatchObject({ code: 'unauthenticated' });
  expect(checkSecret('another', { secretHash: 'no hash' })).toMatchObject({ code: 'unauthenticated' });
  expect(checkSecret('anything', { secretHash: null })).toBeNull();
});
