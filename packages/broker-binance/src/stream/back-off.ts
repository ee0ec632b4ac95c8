export interface BackOff {
  readonly firstMs: number;
  readonly maxMs: number;
}

/** How long to wait after the `failures`-th failure in a row (≥ 1), ms; `random` (≥ 0, < 1) takes up to half of it away. */
export function backOffMs(failures: number, { firstMs, maxMs }: BackOff, random: () => number): number {
  const full = Math.min(maxMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return Math.round(full * (1 - random() / 2));
}
