/** How much was counted within the last while. */
export interface SlidingCount {
  used(now: number): number;
  /** The returned function takes it back: it did not happen after all. */
  add(now: number, amount: number): () => void;
  /** In how many ms `amount` more fits below `ceiling`; 0: now. */
  fitsInMs(now: number, amount: number, ceiling: number): number;
}

interface Entry {
  firstAt: number;
  lastAt: number;
  amount: number;
}

/** What happens within so many ms is kept as one entry. */
const GRAIN_MS = 50;

export function createSlidingCount(lengthMs: number): SlidingCount {
  const entries: Entry[] = [];
  let sum = 0;

  /** What lies ahead was counted before the clock was set back. */
  const moveBack = (now: number) => {
    const aheadMs = (entries.at(-1)?.lastAt ?? now) - now;
    if (aheadMs <= 0) return;
    for (const entry of entries) {
      entry.firstAt -= aheadMs;
      entry.lastAt -= aheadMs;
    }
  };
  const dropOld = (now: number) => {
    moveBack(now);
    for (let [oldest] = entries; oldest !== undefined && oldest.lastAt + lengthMs <= now; [oldest] = entries) {
      sum -= oldest.amount;
      entries.shift();
    }
  };
  const entryAt = (now: number): Entry => {
    const last = entries.at(-1);
    if (last !== undefined && now - last.firstAt < GRAIN_MS) {
      last.lastAt = Math.max(last.lastAt, now);
      return last;
    }
    const entry: Entry = { firstAt: now, lastAt: now, amount: 0 };
    entries.push(entry);
    return entry;
  };
  return {
    used(now) {
      dropOld(now);
      return sum;
    },
    add(now, amount) {
      dropOld(now);
      const entry = entryAt(now);
      entry.amount += amount;
      sum += amount;
      let isTakenBack = false;
      return () => {
        if (isTakenBack || !entries.includes(entry)) return;
        isTakenBack = true;
        entry.amount -= amount;
        sum -= amount;
      };
    },
    fitsInMs(now, amount, ceiling) {
      dropOld(now);
      let left = sum;
      if (left + amount <= ceiling) return 0;
      for (const entry of entries) {
        left -= entry.amount;
        if (left + amount <= ceiling) return Math.max(1, entry.lastAt + lengthMs - now);
      }
      return lengthMs;
    },
  };
}
