import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Clock, Logger } from '@perpdesk/broker-core';

/** As far from the source as from the build. */
const PROGRAM = join(import.meta.dirname, '../../bin/standstill-thread.js');
const BEAT_MS = 1_000;
/** It does nothing but wait. */
const MEMORY = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 1 };

export interface StandstillOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Whole seconds. */
  readonly limitMs: number;
}

/**
 * Kills the process (SIGKILL) once its event loop has not turned for so long: nothing is answered, sent or closed while it
 * stands, no signal ends it, and the next start finds everything in the journal. Returns what ends the watch.
 */
export function endStandstill({ clock, logger, limitMs }: StandstillOptions): () => Promise<void> {
  const beats = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const workerData = { beats, lookMs: BEAT_MS, looks: Math.ceil(limitMs / BEAT_MS) };
  // neither the environment nor the flags of this process are its business
  const worker = new Worker(PROGRAM, { name: 'standstill', workerData, env: {}, execArgv: [], resourceLimits: MEMORY });
  worker.unref();
  worker.on('error', (error) => logger.warn('nothing ends a standstill of the event loop', { error }));
  let cancel = () => {};
  const beat = (): void => {
    Atomics.add(beats, 0, 1);
    Atomics.notify(beats, 0);
    cancel = clock.schedule(BEAT_MS, beat);
  };
  beat();
  return async () => {
    cancel();
    await worker.terminate();
  };
}
