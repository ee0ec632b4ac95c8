/** Runs the work once what came in with this turn of the event loop has been handled: the default where none is handed in. */
export function systemTurn(work: () => void): void {
  setImmediate(work);
}

/** So long a write that nothing waits for is gathered with others. */
const GATHER_MS = 10;

/** Runs the work a little later: the default where none is handed in. */
export function systemLater(work: () => void): void {
  setTimeout(work, GATHER_MS);
}

/** Resolves after some milliseconds: the default where the caller hands in no timer. */
export function systemWait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
