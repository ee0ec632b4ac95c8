/** The columns that are written, and their values in the same order: what is `undefined` is left out. */
export interface Columns {
  readonly names: string;
  readonly values: readonly unknown[];
}

export function columnsOf(row: object): Columns {
  let names = '';
  const values: unknown[] = [];
  for (const [name, value] of Object.entries(row)) {
    if (value === undefined) continue;
    names += ` ${name}`;
    values.push(value);
  }
  return { names, values };
}
