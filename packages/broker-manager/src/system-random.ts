/** The machine's own chance, ≥ 0 and < 1: for what nobody gains by guessing. */
export const systemRandom = (): number => Math.random();
