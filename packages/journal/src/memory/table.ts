/** Rows by key in order of writing. Every change leaves its reverse in the undo log. */
export interface Table<Row> {
  get(key: string): Row | undefined;
  put(key: string, row: Row): void;
  remove(key: string): void;
  rows(): Row[];
}

/** Reverses of what was done since the log was emptied, oldest first. */
export type UndoLog = (() => void)[];

export function createTable<Row>(undo: UndoLog): Table<Row> {
  const map = new Map<string, Row>();
  return {
    get: (key) => map.get(key),
    put(key, row) {
      const old = map.get(key);
      undo.push(() => (old === undefined ? map.delete(key) : map.set(key, old)));
      map.set(key, row);
    },
    remove(key) {
      const old = map.get(key);
      if (old === undefined) return;
      undo.push(() => map.set(key, old));
      map.delete(key);
    },
    rows: () => [...map.values()],
  };
}
