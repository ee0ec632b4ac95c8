import type { SoakResult } from './soak-file.ts';

/** How much was done, and what of it was wrong. */
export function sumOf(before: readonly SoakResult[]): { readonly count: number; readonly failed: number } {
  return {
    count: before.reduce((sum, { count }) => sum + count, 0),
    failed: before.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/** The seed behind all that was begun with; `first` where nothing was. */
export function nextSeed(before: readonly SoakResult[], first: number): number {
  return before.length === 0 ? first : Math.max(...before.map(({ seed }) => seed)) + 1;
}
