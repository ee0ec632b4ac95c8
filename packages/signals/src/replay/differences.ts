import type { ReplayDifference } from './replay-types.ts';

/** What differs between two JSON values, by path. */
export function differencesOf(recorded: unknown, now: unknown, path = ''): readonly ReplayDifference[] {
  if (isGroup(recorded) && isGroup(now)) {
    const names = new Set([...Object.keys(recorded), ...Object.keys(now)]);
    return [...names].flatMap((name) =>
      differencesOf(Reflect.get(recorded, name), Reflect.get(now, name), path === '' ? name : `${path}.${name}`),
    );
  }
  const [was, is] = [shown(recorded), shown(now)];
  return was === is ? [] : [{ about: path, recorded: was, now: is }];
}

/** The value as it looks once it was stored: amounts are texts. */
export function toJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
