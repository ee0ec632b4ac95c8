import type { Finding } from '../errors/config-error.ts';
import { asMap, type RawMap } from './raw.ts';

const BY_NAME = '{ env: NAME } or { file: PATH }';

/** Whether an enabled account at an exchange has its key: `apiKey`, and one of `secretKey` and `privateKey`. */
export function checkCredentials(name: string, broker: RawMap): readonly Finding[] {
  const path = ['brokers', name, 'credentials'];
  const { credentials } = broker;
  if (broker['enabled'] === false) return [];
  if (credentials === undefined) {
    const expected = 'credentials: { apiKey: { env: NAME }, secretKey: { env: NAME } }, or enabled: false';
    return [{ kind: 'invalid', path, expected }];
  }
  if (typeof credentials !== 'object' || credentials === null || Array.isArray(credentials)) return [];
  const given = asMap(credentials);
  const [hasSecret, hasPrivate] = [Object.hasOwn(given, 'secretKey'), Object.hasOwn(given, 'privateKey')];
  if (hasSecret && hasPrivate) {
    const found = 'secretKey and privateKey';
    return [{ kind: 'invalid', path: [...path, 'privateKey'], found, expected: 'only one of them', atKey: true }];
  }
  if (hasSecret || hasPrivate) return [];
  return [
    {
      kind: 'invalid',
      path,
      found: 'neither secretKey nor privateKey',
      expected: `secretKey, or privateKey for an Ed25519 key, as ${BY_NAME}`,
    },
  ];
}
