import type { LoadConfigResult } from '@perpdesk/broker-config';
import type { Clock, Logger } from '@perpdesk/broker-core';

export interface ConfigSource {
  /** Files whose change is a change of the configuration, as they were read at the start. */
  readonly files: readonly string[];
  /** Changes when the file does, `null` where there is none. Rejects never. */
  readonly stamp: (file: string) => Promise<string | null>;
  /** Reads and checks all anew. */
  readonly load: () => Promise<LoadConfigResult>;
}

export interface ConfigWatchOptions {
  readonly source: ConfigSource;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Between two looks, ms. */
  readonly everyMs: number;
  readonly onLoad: (result: LoadConfigResult) => Promise<void>;
}

export interface ConfigWatch {
  start(): Promise<void>;
  /** Resolves when a look that is under way has ended. */
  stop(): Promise<void>;
}

/**
 * Looks at the files again and again, whatever way an editor writes them (in place, or by a rename), and on whatever disk.
 * A change is read once two looks in a row found the same: a file that is being written is not read half.
 */
export function createConfigWatch({ source, clock, logger, everyMs, onLoad }: ConfigWatchOptions): ConfigWatch {
  let { files } = source;
  let known = '';
  let before = '';
  let cancel = () => {};
  let looking: Promise<void> = Promise.resolve();
  let isStopped = false;

  const stampAll = async () => JSON.stringify(await Promise.all(files.map((file) => source.stamp(file))));

  async function look(): Promise<void> {
    const now = await stampAll();
    const isSettled = now === before;
    before = now;
    if (now === known || !isSettled || isStopped) return;
    const result = await source.load();
    // written meanwhile: the next looks read it again
    if ((await stampAll()) !== now) return;
    ({ files } = result);
    known = await stampAll();
    before = known;
    await onLoad(result);
  }

  async function lookOnce(): Promise<void> {
    try {
      await look();
    } catch (error) {
      logger.error('configuration not read again', { error });
    }
    next();
  }

  function next(): void {
    if (isStopped) return;
    cancel = clock.schedule(everyMs, () => {
      looking = lookOnce();
    });
  }

  return {
    async start() {
      known = await stampAll();
      before = known;
      next();
    },
    async stop() {
      isStopped = true;
      cancel();
      await looking;
    },
  };
}
