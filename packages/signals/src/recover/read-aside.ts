import type { Run } from '../run.ts';

/** Begins a reading that nobody waits for. What goes wrong with it is logged: the next one comes soon. */
export function readAside(run: Run, what: string, read: (run: Run) => Promise<void>): void {
  void read(run).catch((error: unknown) => {
    if (!run.isAbandoned) run.logger.warn('a reading failed', { what, error });
  });
}
