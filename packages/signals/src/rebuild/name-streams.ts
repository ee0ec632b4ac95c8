import type { StreamRow } from '@perpdesk/journal/port';
import { streamCode } from '../book/stream-code.ts';

/** Names are salted only where two of a journal have one code. */
const SALTS = [0, 1, 2] as const;

/**
 * Finds the stream behind a code: one that the journal knows, else one of the names it may have.
 *
 * @param names Candidates, `<route>/<strategy>/<symbol>`.
 * @returns `null`: none of them has the code.
 */
export function nameOfCode(
  code: string,
  known: readonly Pick<StreamRow, 'stream' | 'code'>[],
  names: readonly string[],
): string | null {
  const row = known.find((one) => one.code === code);
  if (row !== undefined) return row.stream;
  return names.find((name) => SALTS.some((salt) => streamCode(name, salt) === code)) ?? null;
}
