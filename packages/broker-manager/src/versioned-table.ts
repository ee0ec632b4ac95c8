/** Rows that only move forward in the exchange's time. A row is kept when it was emptied, so that an older event cannot revive it. */
export interface VersionedTable<T> {
  /** `null` where there is none. */
  get(key: string): T | null;
  /** Keeps `value` (`null`: emptied) unless something newer is known. Says whether it did. */
  put(key: string, value: T | null, at: number): boolean;
  /** Replaces everything by a snapshot. A key it lacks is empty, whatever was known; events older than `floorAt` are ignored. */
  load(rows: readonly SnapshotRow<T>[], floorAt: number): void;
  readonly values: readonly T[];
}

export interface SnapshotRow<T> {
  readonly key: string;
  readonly value: T;
  /** Unix ms, the exchange's time. */
  readonly at: number;
}

interface Row<T> {
  readonly value: T | null;
  readonly at: number;
}

export function createVersionedTable<T>(): VersionedTable<T> {
  let rows = new Map<string, Row<T>>();
  let floor = -Infinity;
  let cached: readonly T[] | null = null;
  return {
    get: (key) => rows.get(key)?.value ?? null,
    put(key, value, at) {
      if (at < (rows.get(key)?.at ?? floor)) return false;
      rows.set(key, { value, at });
      cached = null;
      return true;
    },
    load(snapshot, floorAt) {
      const known = rows;
      rows = new Map();
      floor = floorAt;
      cached = null;
      for (const { key, value, at } of snapshot) {
        const before = known.get(key);
        const readAt = Math.max(at, floorAt);
        rows.set(key, before !== undefined && before.at > readAt ? before : { value, at: readAt });
      }
    },
    get values() {
      cached ??= [...rows.values()].flatMap(({ value }) => (value === null ? [] : [value]));
      return cached;
    },
  };
}
