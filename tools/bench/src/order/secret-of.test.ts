import { expect, test } from 'vitest';
import { sign, verify } from 'node:crypto';
import { heldSecretOf, secretOf } from './secret-of.ts';

test('an HMAC secret is held as it is, and is another for each client', () => {
  expect(heldSecretOf('ccxt')).toEqual({ secretKey: secretOf('ccxt') });
  expect(secretOf('sdk')).not.toBe(secretOf('ccxt'));
});

test('of an Ed25519 key the public half is held, which verifies what the other signs', () => {
  const held = heldSecretOf('perpdesk-ws-ed25519');
  const text = Buffer.from('timestamp=1');
  const signature = sign(null, text, secretOf('perpdesk-ws-ed25519'));
  expect('publicKey' in held && verify(null, text, held.publicKey, signature)).toBe(true);
});
