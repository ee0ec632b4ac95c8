import { asEntries, asList, asMap } from '../checks/raw.ts';
import { typeOfBroker } from '../checks/check-brokers.ts';
import type { ConfigPath } from '../errors/config-error.ts';

/** Where a secret is referred to, and the reference as it stands there. */
export interface SecretPlace {
  readonly path: ConfigPath;
  readonly reference: unknown;
}

/** Every secret that will be needed: those of enabled brokers of known types, of all routes, of the bot and who speaks with it. */
export function secretPlaces(raw: unknown, knownTypes: readonly string[]): readonly SecretPlace[] {
  const root = asMap(raw);
  const places: SecretPlace[] = [];
  for (const [name, broker] of asEntries(root['brokers'])) {
    if (broker['enabled'] === false || !knownTypes.includes(typeOfBroker(name, broker))) continue;
    for (const [key, reference] of Object.entries(asMap(broker['credentials']))) {
      places.push({ path: ['brokers', name, 'credentials', key], reference });
    }
  }
  for (const [id, route] of asEntries(root['routes'])) {
    const { token, secret } = route;
    if (Array.isArray(token)) {
      asList(token).forEach((reference, index) => places.push({ path: ['routes', id, 'token', index], reference }));
    } else if (token !== undefined) places.push({ path: ['routes', id, 'token'], reference: token });
    if (secret !== undefined) places.push({ path: ['routes', id, 'secret'], reference: secret });
  }
  const telegram = asMap(root['telegram']);
  if (telegram['token'] !== undefined && telegram['loopback'] !== true) {
    places.push({ path: ['telegram', 'token'], reference: telegram['token'] });
  }
  for (const [id, { totp }] of asEntries(telegram['users'])) {
    if (totp !== undefined) places.push({ path: ['telegram', 'users', id, 'totp'], reference: totp });
  }
  return places;
}
