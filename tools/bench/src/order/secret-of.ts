import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { CONTENDERS, type ContenderName } from './contender.ts';

/** PKCS #8 of an Ed25519 key up to its 32 bytes. */
const ED25519_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The half of a client's key that signs: HMAC text, or a PEM. Made from the name, so that venue and client need not talk. */
export function secretOf(name: ContenderName): string {
  if (!('signsBy' in CONTENDERS[name])) return `${name}-secret`;
  const seed = createHash('sha256').update(name).digest();
  const key = createPrivateKey({ key: Buffer.concat([ED25519_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  return key.export({ format: 'pem', type: 'pkcs8' }).toString();
}

/** What the venue holds of it. */
export function heldSecretOf(name: ContenderName): { readonly secretKey: string } | { readonly publicKey: string } {
  const secret = secretOf(name);
  if (!('signsBy' in CONTENDERS[name])) return { secretKey: secret };
  return { publicKey: createPublicKey(secret).export({ format: 'pem', type: 'spki' }).toString() };
}
