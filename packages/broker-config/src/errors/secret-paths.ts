import type { ConfigPath } from './config-error.ts';
import { matchesPattern } from './path-pattern.ts';

/** Whatever stands at or under these is never shown. */
const SECRET_PATHS = [
  'brokers.*.credentials',
  'routes.*.token',
  'routes.*.secret',
  'telegram.token',
  'telegram.users.*.totp',
] as const;

export function isSecretPath(path: ConfigPath): boolean {
  return SECRET_PATHS.some((pattern) => matchesPattern(path.slice(0, pattern.split('.').length), pattern));
}
