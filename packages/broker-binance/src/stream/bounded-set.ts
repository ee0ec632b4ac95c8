/** A set that forgets what was added longest ago, at the same small cost however much it holds. */
export interface BoundedSet<T> {
  has(item: T): boolean;
  /** `false`: it was there. */
  add(item: T): boolean;
  delete(item: T): void;
  clear(): void;
}

/** @param onForgotten Told what the bound drove out. */
export function createBoundedSet<T>(kept: number, onForgotten: (item: T) => void = () => {}): BoundedSet<T> {
  // a Set's first element would cost more and more to find, the more went before it
  const ring: T[] = [];
  const slots = new Map<T, number>();
  let next = 0;
  return {
    has: (item) => slots.has(item),
    add(item) {
      if (slots.has(item)) return false;
      const oldest = ring.length < kept ? undefined : ring[next];
      ring[next] = item;
      slots.set(item, next);
      // one that was deleted meanwhile, and perhaps added again, is not in this place any more
      if (oldest !== undefined && slots.get(oldest) === next && oldest !== item) {
        slots.delete(oldest);
        onForgotten(oldest);
      }
      next = (next + 1) % kept;
      return true;
    },
    delete: (item) => void slots.delete(item),
    clear() {
      ring.length = 0;
      slots.clear();
      next = 0;
    },
  };
}
