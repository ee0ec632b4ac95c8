import type { ConfigPath } from '../errors/config-error.ts';
import type { ConfigInput } from '../schema/config-schema.ts';

interface Warning {
  readonly path: ConfigPath;
  readonly message: string;
}

/** What works, but is probably not meant. */
export function configWarnings({ brokers, telegram }: ConfigInput): readonly Warning[] {
  const warnings: Warning[] = [];
  if (!Object.values(brokers).some(({ enabled }) => enabled)) {
    warnings.push({ path: ['brokers'], message: 'No broker is enabled.' });
  }
  if (telegram === undefined) {
    warnings.push({ path: ['telegram'], message: 'There is no telegram block, so there is no chat.' });
    return warnings;
  }
  if (telegram.loopback && telegram.token !== undefined) {
    warnings.push({ path: ['telegram', 'token'], message: 'The token is not used with loopback: true.' });
  }
  if (Object.keys(telegram.users).length === 0) {
    warnings.push({ path: ['telegram', 'users'], message: 'No users are listed, so nobody gets in.' });
  }
  return warnings;
}
