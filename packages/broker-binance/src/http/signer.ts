import { BrokerError } from '@perpdesk/broker-core';
import { createHmac, createPrivateKey, createSecretKey, sign } from 'node:crypto';
import type { BinanceCredentials } from '../credentials.ts';

/** Signs for one key, and alone knows it. */
export interface Signer {
  readonly kind: 'hmac' | 'ed25519';
  /** For the header or parameter that names the key. */
  apiKey(): string;
  /** HMAC-SHA256 in hex, or Ed25519 in base64; not percent-encoded. */
  sign(text: string): string;
  /** The text without what must not be told: the key, signatures, listen keys. */
  redact(text: string): string;
}

const PRINTABLE = /^[\x21-\x7e]+$/;
const NAMED_SECRETS = /(signature|listenKey|apiKey)(["']?\s*[=:]\s*["']?)[^&\s"'<>]+/gi;

/** @throws {BrokerError} `invalid-request` for a key that cannot be one; says which part, never its value. */
export function createSigner(credentials: BinanceCredentials): Signer {
  const { apiKey } = credentials;
  if (!PRINTABLE.test(apiKey)) throw unusable('apiKey', 'it is empty or has a space or a line break in it');
  const secrets = [apiKey, credentials.secretKey ?? credentials.privateKey];
  return {
    kind: credentials.privateKey === undefined ? 'hmac' : 'ed25519',
    apiKey: () => apiKey,
    sign: credentials.privateKey === undefined ? hmac(credentials.secretKey) : ed25519(credentials.privateKey),
    redact(text) {
      let safe = text.replace(NAMED_SECRETS, '$1$2[secret]');
      for (const secret of secrets) safe = safe.replaceAll(secret, '[secret]');
      return safe;
    },
  };
}

function hmac(secretKey: string): Signer['sign'] {
  if (!PRINTABLE.test(secretKey)) throw unusable('secretKey', 'it is empty or has a space or a line break in it');
  // the key made once, and not again of its text at each request: a fifth of signing
  const key = createSecretKey(secretKey, 'utf8');
  return (text) => createHmac('sha256', key).update(text).digest('hex');
}

function ed25519(pem: string): Signer['sign'] {
  const key = readPrivateKey(pem);
  if (key?.asymmetricKeyType !== 'ed25519') {
    throw unusable('privateKey', 'it is no Ed25519 key in PEM (PKCS #8, without a passphrase)');
  }
  return (text) => sign(null, Buffer.from(text), key).toString('base64');
}

function readPrivateKey(pem: string) {
  try {
    // environments often hold it on one line, its breaks as two characters
    return createPrivateKey(pem.replaceAll(String.raw`\n`, '\n'));
  } catch {
    // its message may quote the text
    return null;
  }
}

function unusable(field: string, why: string): BrokerError {
  const message = `credentials.${field} cannot be used: ${why}. Copy it anew from Binance.`;
  return new BrokerError('invalid-request', { operation: 'createBroker', message });
}
