/** What is asked for in turn. */
export type Turns = <Result>(work: (earlier: () => Promise<unknown>) => Promise<Result>) => Promise<Result>;

/** What comes later may stand on what was asked for before it: `earlier` waits for all of that. */
export function createTurns(): Turns {
  const underWay = new Map<number, Promise<unknown>>();
  let turns = 0;
  return async (work) => {
    turns += 1;
    const turn = turns;
    const running = work(() => Promise.allSettled([...underWay].flatMap(([at, one]) => (at < turn ? [one] : []))));
    underWay.set(turn, running);
    try {
      return await running;
    } finally {
      underWay.delete(turn);
    }
  };
}
