import type { Run } from '../run.ts';

type Reader = Pick<Run, 'isAbandoned' | 'logger'>;

/** Begins a reading that nobody waits for. What goes wrong with it is logged: the next one comes soon. */
export function readAside<R extends Reader>(run: R, what: string, read: (run: R) => Promise<void>): void {
  void read(run).catch((error: unknown) => {
    if (!run.isAbandoned) run.logger.warn('a reading failed', { what, error });
  });
}
