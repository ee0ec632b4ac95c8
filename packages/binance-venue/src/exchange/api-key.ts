import type { KeyObject } from 'node:crypto';

/** How an account's requests are signed: HMAC-SHA256 in hex, or Ed25519 in base64. */
export type ApiKey =
  | { readonly id: string; readonly secret: string; readonly publicKey?: never }
  | { readonly id: string; readonly publicKey: KeyObject; readonly secret?: never };
