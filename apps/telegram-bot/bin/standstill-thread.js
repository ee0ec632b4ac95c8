// The program of the thread that ends standstills; `end-standstill.ts` starts it. Plain JavaScript: in a checkout the types
// of a thread would be stripped in it, for 25 MB of memory.
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

/**
 * `beats` counts the turns that the event loop has said, and wakes who waits for the next; so many `looks` in a row without
 * one end the process. They are counted, not the time, for where the whole machine sleeps this thread sleeps with it.
 *
 * @type {{ beats: Int32Array<SharedArrayBuffer>, lookMs: number, looks: number }}
 */
const { beats, lookMs, looks } = workerData;
const STDERR = 2;

for (let silent = 0; silent < looks;) {
  silent = Atomics.wait(beats, 0, Atomics.load(beats, 0), lookMs) === 'timed-out' ? silent + 1 : 0;
}
const msg = 'the event loop stands still: the process is killed, for whoever starts it anew';
// the process's own streams need its event loop
writeSync(STDERR, `${JSON.stringify({ level: 'fatal', ms: looks * lookMs, msg })}\n`);
process.kill(process.pid, 'SIGKILL');
