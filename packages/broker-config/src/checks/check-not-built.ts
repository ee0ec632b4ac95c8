import type { ConfigPath, Finding } from '../errors/config-error.ts';
import { NOT_BUILT_YET, type NotBuiltYet } from '../not-built-yet.ts';

function isAccepted(row: NotBuiltYet, value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return (row.accepted ?? []).some((accepted) =>
    Array.isArray(accepted) ? Array.isArray(value) && value.length === 0 : accepted === value,
  );
}

function places(
  value: unknown,
  pattern: readonly string[],
  path: ConfigPath,
): readonly (readonly [ConfigPath, unknown])[] {
  const [first, ...rest] = pattern;
  if (first === undefined) return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([key]) => first === '*' || first === key)
    .flatMap(([key, child]) => places(child, rest, [...path, Array.isArray(value) ? parseInt(key, 10) : key]));
}

/**
 * Every key of the file that is not built yet, by the table. Where only some values are, a value that the schema refuses
 * anyway (`refused`) is left to it.
 */
export function checkNotBuilt(raw: unknown, refused: readonly Finding[]): readonly Finding[] {
  const nonsense = new Set(refused.map(({ path }) => path.join('.')));
  const isNonsense = (row: NotBuiltYet, path: ConfigPath) => row.accepted !== undefined && nonsense.has(path.join('.'));
  return NOT_BUILT_YET.flatMap((row) =>
    places(raw, row.path.split('.'), [])
      .filter(([path, value]) => !isAccepted(row, value) && !isNonsense(row, path))
      .map(([path]): Finding => ({
        kind: 'not-built-yet',
        path,
        found: 'a key that is not built yet',
        expected: row.instead,
        atKey: true,
      })),
  );
}
