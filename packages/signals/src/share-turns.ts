import type { Clock } from '@perpdesk/broker-core';

/** So long the work of one turn of the event loop may take, ms. */
const SLICE_MS = 5;

/** Work that is done in order, a little in each turn of the event loop, so that what comes in meanwhile is not kept waiting. */
export interface SharedTurns {
  /** Does the work at once where this turn has time left, else in a later one, after all that was added before. */
  add(work: () => void): void;
}

/** With a clock that knows no turns, all work is done at once. */
export function createSharedTurns(clock: Clock): SharedTurns {
  const { turn } = clock;
  if (turn === undefined) return { add: (work) => work() };
  const waiting: (() => void)[] = [];
  let usedMs = 0;
  let isCounting = false;

  const run = (work: () => void): void => {
    const begunAt = clock.now();
    try {
      work();
    } finally {
      usedMs += clock.now() - begunAt;
    }
  };
  const next = (): void => {
    usedMs = 0;
    isCounting = false;
    if (waiting.length === 0) return;
    count();
    for (let work = waiting.shift(); work !== undefined; work = waiting.shift()) {
      run(work);
      if (usedMs >= SLICE_MS) break;
    }
  };
  const count = (): void => {
    if (isCounting) return;
    isCounting = true;
    turn.call(clock, next);
  };

  return {
    add(work) {
      if (waiting.length === 0 && usedMs < SLICE_MS) {
        count();
        run(work);
      } else {
        waiting.push(work);
        count();
      }
    },
  };
}
