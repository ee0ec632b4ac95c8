/**
 * Lets whoever asks at the same time share a read. None is answered by a read that began before it was asked for: who asks
 * while one is running shares the next.
 */
export function shareReads<Result>(read: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | null = null;
  let next: Promise<Result> | null = null;
  const begin = (): Promise<Result> => {
    next = null;
    const mine = read().finally(() => {
      if (running === mine) running = null;
    });
    running = mine;
    return mine;
  };
  return () => (running === null ? begin() : (next ??= running.then(begin, begin)));
}
