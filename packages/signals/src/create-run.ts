import { silentLogger, sleep, systemClock } from '@perpdesk/broker-core';
import { type CommitResult, JournalError } from '@perpdesk/journal/port';
import { type Book, createBook } from './book/book.ts';
import { createWriter } from './book/writer.ts';
import { DEFAULT_TIMINGS, type SignalEngineOptions } from './engine-options.ts';
import { blame, blamedOn, DESK, type Work } from './faults/work-failed.ts';
import type { Route } from './route.ts';
import { switchedRoute } from './routes/route-switch.ts';
import { createRunNotes, type Run, RunAbandoned } from './run.ts';
import { createWaits } from './waits.ts';
import { advance } from './lanes/advance.ts';

export type RunOptions = Omit<SignalEngineOptions, 'journal'> & Pick<Run, 'journal' | 'onTick' | 'setAside'>;

export interface RunControl {
  readonly run: Run;
  addRoute(route: Route): void;
  /** Ends the run: nothing is written or sent by it any more. */
  abandon(): void;
  beginStop(): void;
  /** Resolves when nothing is in flight; `sends`: exchange writes and their settling only. */
  idle(what: 'all' | 'sends'): Promise<void>;
}

/** @param onFault Called once when the journal failed or a bug was met; the run is abandoned by then. */
export function createRun(options: RunOptions, onFault: (error: unknown) => void): RunControl {
  const { manager, journal, routes, random, clock = systemClock, logger = silentLogger } = options;
  const book: Book = createBook();
  const abort = new AbortController();
  const flights = { all: createCounter(), sends: createCounter() };
  const waits = createWaits(clock);
  let stopping = false;
  const switched = new Map(routes.map((route) => [route.id, switchedRoute(route, book)]));

  const abandon = (): void => {
    abort.abort(new RunAbandoned('The run was abandoned.'));
    waits.endAll();
  };
  const fault = (error: unknown): void => {
    if (abort.signal.aborted) return;
    abandon();
    onFault(error);
  };
  const track = (counters: readonly Counter[], work: () => Promise<void>, by: Work): void => {
    for (const counter of counters) counter.up();
    work()
      .catch((error: unknown) => {
        if (!(error instanceof RunAbandoned)) fault(JournalError.is(error) ? error : blamedOn(by, error));
      })
      .finally(() => {
        for (const counter of counters) counter.down();
      });
  };

  const run: Run = {
    manager,
    journal,
    onTick: options.onTick,
    setAside: options.setAside,
    routes: switched,
    accountLimits: options.accountLimits ?? {},
    ownerTargets: options.ownerTargets ?? (() => []),
    clock,
    random,
    logger,
    timings: { ...DEFAULT_TIMINGS, ...options.options },
    book,
    notes: createRunNotes(),
    get isAbandoned() {
      return abort.signal.aborted;
    },
    get isStopping() {
      return stopping;
    },
    abortSignal: abort.signal,
    probe: (point) => options.probe?.(point),
    async write(build, by = DESK) {
      if (abort.signal.aborted) throw new RunAbandoned('The run was abandoned.');
      const writer = createWriter(book, clock.now(), () => clock.now());
      flights.sends.up();
      try {
        blame(by, () => build(writer));
        if (writer.changes.length > 0) {
          const result = await journal.commit(writer.changes, { isPatient: !writer.hurries });
          if (!result.ok) throw new Error(whyNot(result));
        }
        if (abort.signal.aborted) throw new RunAbandoned('The run was abandoned.');
        for (const effect of writer.effects) effect();
      } catch (error) {
        fault(error);
        throw new RunAbandoned('The run was abandoned.', { cause: error });
      } finally {
        flights.sends.down();
      }
    },
    spawn: (work, by = DESK) => track([flights.all], work, by),
    spawnSend: (work, by = DESK) => track([flights.all, flights.sends], work, by),
    async sleep(ms) {
      await sleep(clock, ms, abort.signal);
    },
    async wait(key, ms) {
      if (!abort.signal.aborted) await waits.wait(key, ms);
      if (abort.signal.aborted) throw new RunAbandoned('The run was abandoned.');
    },
    wake: (key) => waits.wake(key),
    now: () => clock.now(),
    newId: () => Buffer.from(random(6)).toString('hex'),
    broker: (id) => manager.get(id),
    view: (id) => manager.view(id),
    onIntent: (w, before, after) => advance(run, w, before, after),
  };
  return {
    run,
    addRoute: (route) => void switched.set(route.id, switchedRoute(route, book)),
    abandon,
    beginStop: () => {
      stopping = true;
    },
    idle: (what) => flights[what].idle(),
  };
}

function whyNot({ conflict }: Extract<CommitResult, { ok: false }>): string {
  return conflict === 'lease-held' ? 'The lease is not held.' : `The journal and the book disagree: ${conflict}.`;
}

interface Counter {
  up(): void;
  down(): void;
  idle(): Promise<void>;
}

function createCounter(): Counter {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    up: () => {
      count += 1;
    },
    down() {
      count -= 1;
      if (count > 0) return;
      const ready = waiting;
      waiting = [];
      for (const resolve of ready) resolve();
    },
    idle: () => (count === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}
