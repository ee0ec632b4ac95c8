import type { Clock } from '@perpdesk/broker-core';

const MAX_KEYS = 10_000;

/** Whether this key may act once more: at most `count` times in `perMs`. */
export type RateLimit = (key: string) => boolean;

export function createRateLimit(
  clock: Clock,
  { count, perMs }: { readonly count: number; readonly perMs: number },
): RateLimit {
  const seen = new Map<string, readonly number[]>();
  return (key) => {
    const now = clock.now();
    const recent = (seen.get(key) ?? []).filter((at) => at > now - perMs);
    if (recent.length >= count) return false;
    if (seen.size >= MAX_KEYS) seen.clear();
    seen.set(key, [...recent, now]);
    return true;
  };
}
