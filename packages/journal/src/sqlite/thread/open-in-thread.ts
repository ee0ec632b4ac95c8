import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { JournalError } from '../../port/journal-error.ts';
import type { Journal } from '../../port/journal.ts';
import type { WriteState } from '../../port/write-state.ts';
import type { Call, Calls, Report } from './call.ts';
import { fromFailure } from './failure.ts';
import type { ThreadData } from './thread-data.ts';

export interface ThreadOptions extends Omit<ThreadData, 'at'> {
  readonly now: () => number;
  readonly onStart?: (worker: Worker) => void;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** The same folder holds both, as source and as build. */
const PROGRAM = join(import.meta.dirname, `journal-thread${extname(import.meta.filename)}`);

/**
 * A journal in a SQLite file whose work is done by a thread of its own, so that the caller's event loop waits neither for
 * the disk nor for SQL. What is asked for at once goes there together; what it finds waiting becomes one transaction.
 *
 * Where the thread ends unasked, what waits and all that comes rejects with `io`, its outcome unknown.
 */
export async function openInThread({ now, onStart, ...data }: ThreadOptions): Promise<Journal> {
  const workerData: ThreadData = { ...data, at: now() };
  // neither the environment nor the flags of this process are its business
  const worker = new Worker(PROGRAM, { name: 'journal', workerData, env: {}, execArgv: [] });
  onStart?.(worker);
  const waiting = new Map<number, Waiting>();
  let outgoing: (readonly [id: number, call: Call])[] = [];
  let [last, isDue] = [0, false];
  let state: WriteState = { isWritable: true };
  let ended: JournalError | null = null;
  let closing: Promise<void> | null = null;

  function flush(): void {
    isDue = false;
    const calls = outgoing;
    outgoing = [];
    // as text: the structured clone of many small rows costs several times as much
    worker.postMessage(JSON.stringify({ at: now(), calls } satisfies Calls), []);
  }

  function wake(): void {
    if (isDue) return;
    isDue = true;
    queueMicrotask(flush);
  }

  function ask<Value>(call: Call): Promise<Value> {
    if (ended !== null) return Promise.reject(ended);
    return new Promise<Value>((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      outgoing.push([last, call]);
      wake();
    });
  }

  /** As `ask`, until the journal is closed. */
  function open<Value>(call: Call): Promise<Value> {
    if (closing !== null) return Promise.reject(new JournalError('closed', 'The journal is closed.'));
    return ask(call);
  }

  function end(error: JournalError): void {
    ended ??= error;
    state = { isWritable: false, code: ended.code };
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  }

  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    worker.on('message', (report: Report) => {
      if (report.type === 'refused') return reject(fromFailure(report.failure));
      state = report.state;
      if (report.type === 'opened') return resolve();
      for (const answer of report.answers) {
        const one = waiting.get(answer.id);
        waiting.delete(answer.id);
        if ('failure' in answer) one?.reject(fromFailure(answer.failure));
        else one?.resolve(answer.value);
      }
    });
    const fail = (cause: unknown) => {
      const detail = cause instanceof Error ? `: ${cause.message}` : '';
      const message = `The thread of the journal ${data.path} ended${detail}. Start the program again.`;
      end(new JournalError('io', message, { cause, outcome: 'unknown' }));
      reject(ended);
    };
    worker.on('error', fail);
    worker.once('exit', () =>
      closing === null ? fail(null) : end(new JournalError('closed', 'The journal is closed.')),
    );
  });

  return {
    isLasting: true,
    acceptSignal: (...args) => open({ method: 'acceptSignal', args }),
    // the text between the threads has no `undefined` for an argument that a caller hands on
    commit: (changes, options = {}) => open({ method: 'commit', args: [changes, options] }),
    listSignals: (...args) => open({ method: 'listSignals', args }),
    listIntents: (...args) => open({ method: 'listIntents', args }),
    listFills: (...args) => open({ method: 'listFills', args }),
    readLedger: (...args) => open({ method: 'readLedger', args }),
    listOutbox: (...args) => open({ method: 'listOutbox', args }),
    outboxDepth: (...args) => open({ method: 'outboxDepth', args }),
    acceptUpdates: (...args) => open({ method: 'acceptUpdates', args }),
    listPendingUpdates: (...args) => open({ method: 'listPendingUpdates', args }),
    getConfirm: (...args) => open({ method: 'getConfirm', args }),
    readFlags: (...args) => open({ method: 'readFlags', args }),
    listAudit: (...args) => open({ method: 'listAudit', args }),
    prune: (...args) => open({ method: 'prune', args }),
    lease: (...args) => open({ method: 'lease', args }),
    writeState() {
      // it looks again whether there is room
      if (!state.isWritable && ended === null && closing === null) wake();
      return state;
    },
    close: () => (closing ??= ended === null ? ask<void>({ method: 'close', args: [] }).then(() => exited) : exited),
  };
}
