/** The columns that are written, and their values in the same order: what is `undefined` is left out. */
export interface Columns {
  readonly names: string;
  readonly values: readonly unknown[];
}

export function columnsOf(row: object): Columns {
  const written = Object.entries(row).filter(([, value]) => value !== undefined);
  return { names: written.map(([name]) => name).join(' '), values: written.map(([, value]) => value) };
}
