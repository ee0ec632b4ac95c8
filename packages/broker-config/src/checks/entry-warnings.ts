import type { ConfigPath } from '../errors/config-error.ts';
import { asEntries, asList, asMap, asText, type RawMap } from './raw.ts';

/** What each kind of entry reads besides `type`. */
const READ: Readonly<Record<string, readonly string[]>> = {
  market: [],
  limit: ['offset', 'expiry', 'fallback'],
  chase: ['expiry', 'fallback'],
  ladder: ['offset', 'expiry', 'fallback', 'steps'],
};
/** An alert's own limit rests by them, whatever the route's type. */
const OF_ALERTS: readonly string[] = ['expiry', 'fallback'];

/** Keys of `entry` that are given and that its type does not read. */
export function entryWarnings(config: RawMap): readonly { readonly path: ConfigPath; readonly message: string }[] {
  return asEntries(config['routes']).flatMap(([name, route]) => {
    const entry = asMap(route['entry']);
    const type = asText(entry['type']) ?? 'market';
    const restsByAlert = route['mode'] === 'order' || asList(route['overrides']).includes('type');
    const read = [...(READ[type] ?? []), ...(restsByAlert ? OF_ALERTS : [])];
    return Object.keys(entry)
      .filter((key) => key !== 'type' && !read.includes(key))
      .map((key) => ({
        path: ['routes', name, 'entry', key],
        message: `It says nothing with type: ${type}, but with ${typesWith(key)}.`,
      }));
  });
}

function typesWith(key: string): string {
  return Object.keys(READ)
    .filter((type) => READ[type]?.includes(key))
    .join(' or ');
}
