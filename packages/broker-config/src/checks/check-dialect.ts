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

/** Whether the route's alerts have an id of their own that may be another one each time. */
export function checkFireId(id: string, route: RawMap): readonly Finding[] {
  if (route['perFireId'] !== true) return [];
  const dialect = asText(route['dialect']) ?? 'native';
  const mode = asText(route['mode']) ?? 'chain';
  if (FIRE_ID_DIALECTS.includes(dialect) && mode !== 'notify') return [];
  return [
    {
      kind: 'invalid',
      path: ['routes', id, 'perFireId'],
      found: `true with dialect ${dialect}, mode ${mode}`,
      expected: `dialect ${FIRE_ID_DIALECTS.join(' or ')}, and a mode that trades`,
    },
  ];
}

/** Other platforms' ids are the same in every alert, or name a bot. */
const FIRE_ID_DIALECTS: readonly string[] = ['native', 'kv'];

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
