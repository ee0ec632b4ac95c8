import type { Span } from './naked-spells.test.fixture.ts';

/** Begins a line of a desk's log that says when it did not get to run. */
export const LAG = 'lag';

const LOOK_MS = 100;
const LATE_MS = 250;

/** Tells when this process did not get to run for a while, on a machine that has others to run. Returns its end. */
export function watchLags(tell: (from: number, to: number) => void): () => void {
  let last = Date.now();
  const timer = setInterval(() => {
    const now = Date.now();
    if (now - last > LATE_MS) tell(last, now);
    last = now;
  }, LOOK_MS);
  return () => clearInterval(timer);
}

/** Those that stand in a log. */
export function lagsIn(log: string): readonly Span[] {
  return [...log.matchAll(/^lag (\d+) (\d+)$/gm)].map(([, from, to]) => ({ from: Number(from), to: Number(to) }));
}
