import type { Finding } from '../errors/config-error.ts';
import { asText, type RawMap } from './raw.ts';

/** The modes whose fields a dialect's alerts have. What stands not here has all of them. */
const MODES: Readonly<Record<string, readonly string[]>> = {
  traderspost: ['direction', 'command', 'notify'],
  okx: ['direction', 'command', 'notify'],
  threecommas: ['chain', 'target', 'direction', 'command', 'notify'],
  tvcbot: ['chain', 'target', 'direction', 'order', 'notify'],
};

const ALL_MODES = ['chain', 'target', 'direction', 'order', 'command', 'notify'];

/** Whether alerts of the route's dialect tell what its mode needs. */
export function checkDialect(id: string, route: RawMap): readonly Finding[] {
  const dialect = asText(route['dialect']) ?? 'native';
  const mode = asText(route['mode']) ?? 'chain';
  const modes = Object.hasOwn(MODES, dialect) ? MODES[dialect] : undefined;
  // what is no mode at all is said already
  if (modes === undefined || modes.includes(mode) || !ALL_MODES.includes(mode)) return [];
  const isGiven = route['mode'] !== undefined;
  return [
    {
      kind: 'invalid',
      path: ['routes', id, isGiven ? 'mode' : 'dialect'],
      found: `mode ${mode}${isGiven ? '' : ', the default,'} with dialect ${dialect}`,
      expected: `mode ${modes.join(', ')}`,
    },
  ];
}
