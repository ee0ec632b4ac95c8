/** 2026-01-01 UTC, so that ids stay below 2^31 for years. */
const EPOCH_MS = 1_767_225_600_000;
const RANGE = 2_000_000_000;

export type FirstIds = { readonly updateId: number; readonly messageId: number };

/**
 * Where ids begin. With a seed always the same; without one they come from the clock (ten per second), so that a
 * server started later begins above what an earlier one gave out.
 */
export function firstIds(now: number, seed: number | undefined): FirstIds {
  if (seed !== undefined) return { updateId: (Math.abs(Math.trunc(seed)) % 1_000_000) * 1000 + 1, messageId: 1 };
  const tick = Math.abs(Math.floor((now - EPOCH_MS) / 100)) % RANGE;
  return { updateId: tick + 1, messageId: tick + 1 };
}
