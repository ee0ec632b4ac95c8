/** The most that Binance gives at once. */
export const PAGE_SIZE = 1000;

export interface Pages<T> {
  /** One page from this moment (Unix ms, included) on, the oldest first, at most {@link PAGE_SIZE}. */
  readonly read: (fromAt: number) => Promise<readonly T[]>;
  readonly fromAt: number;
  readonly timeOf: (item: T) => number;
  readonly keyOf: (item: T) => string;
}

/** All pages from `fromAt` on, each item once: pages overlap by the moment at which the last one ended. */
export async function readPages<T>({ read, fromAt, timeOf, keyOf }: Pages<T>): Promise<readonly T[]> {
  const items = new Map<string, T>();
  for (let at = fromAt; ;) {
    const page = await read(at);
    const before = items.size;
    for (const item of page) items.set(keyOf(item), item);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE_SIZE) return [...items.values()];
    // more in one millisecond than a page holds cannot be read by time; go on behind it
    at = items.size === before ? timeOf(last) + 1 : timeOf(last);
  }
}
