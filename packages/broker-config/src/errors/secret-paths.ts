import type { ConfigPath } from './config-error.ts';

/** Keys of secrets: whatever stands at or under one is never shown, wherever in the file it landed by mistake. */
const SECRET_KEYS: readonly (string | number)[] = [
  'credentials',
  'apiKey',
  'secretKey',
  'privateKey',
  'token',
  'secret',
  'totp',
];

export function isSecretPath(path: ConfigPath): boolean {
  return path.some((key) => SECRET_KEYS.includes(key));
}
