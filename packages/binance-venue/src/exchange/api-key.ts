import { createPublicKey, type KeyObject } from 'node:crypto';
import type { VenueKeyOptions } from '../options.ts';

/** How an account's requests are signed: HMAC-SHA256 in hex, or Ed25519 in base64. */
export type ApiKey =
  | { readonly id: string; readonly secret: string; readonly publicKey?: never }
  | { readonly id: string; readonly publicKey: KeyObject; readonly secret?: never };

/** @throws {RangeError} for one without a secret. */
export function readKey({ apiKey, secretKey, publicKey }: VenueKeyOptions): ApiKey {
  if (publicKey !== undefined) return { id: apiKey, publicKey: createPublicKey(publicKey) };
  if (secretKey !== undefined) return { id: apiKey, secret: secretKey };
  throw new RangeError('A key has neither secretKey nor publicKey. Give one of them.');
}
