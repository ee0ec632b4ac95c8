import { fillOf, intentOf, signalOf } from './samples.ts';

function insert(
  table: string,
  row: Readonly<Record<string, string | number | null>>,
  without: readonly string[],
): string {
  const entries = Object.entries(row).filter(([name]) => !without.includes(name));
  const names = entries.map(([name]) => `"${name}"`);
  const values = entries.map(([, value]) => (typeof value === 'string' ? `'${value}'` : `${value}`));
  return `INSERT INTO "${table}" (${names.join(', ')}) VALUES (${values.join(', ')})`;
}

/** The samples as a journal of version 2 keeps them, as statements. */
export const VERSION_2_ROWS: readonly string[] = [
  insert('signals', { ...signalOf('s1') }, ['plan', 'parsedAt']),
  insert('intents', { ...intentOf('i1') }, ['plan', 'trace']),
  insert('fills', { ...fillOf('t1', { intentId: 'i1' }) }, ['recordedAt']),
];
