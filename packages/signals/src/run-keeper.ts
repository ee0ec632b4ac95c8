import type { Clock, Logger } from '@perpdesk/broker-core';
import type { SignalRow } from '@perpdesk/journal/port';
import type { StoredSignal } from './book/stored-signal.ts';
import { createRun, type RunControl, type RunOptions } from './create-run.ts';
import { DEFAULT_TIMINGS } from './engine-options.ts';
import { createSetAside } from './faults/set-aside.ts';
import { signalWork } from './faults/work-failed.ts';
import { PANIC_FLAG } from './lanes/blocks.ts';
import type { PanicDesk } from './panic/panic-desk.ts';
import { resumePanic } from './panic/run-panic.ts';
import { loadRun, startRun } from './recover/start-run.ts';
import { pickUp } from './recover/pick-up.ts';
import { createJournalWatch } from './recover/watch-journal.ts';
import type { Route } from './route.ts';
import { RunAbandoned, type Run } from './run.ts';
import { createSharedTurns } from './share-turns.ts';

const MAX_WAIT_MS = 30_000;

/** Keeps one run alive: after a journal that failed a new one is started, which recovers as after a crash. */
export interface RunKeeper {
  readonly isStopping: boolean;
  /** Flags that hold although the journal may not have them. */
  readonly flags: Map<string, string>;
  /** One more takes part in the run that there is, too. */
  addRoute(route: Route): void;
  start(): Promise<void>;
  stop(timeoutMs: number): Promise<void>;
  idle(): Promise<void>;
  /** The run that takes work; `null` while there is none. */
  live(): Run | null;
  current(): Run | null;
  /** @throws {Error} while there is no run. */
  demand(): Run;
  /** Does the work in the live run, or leaves the signal to the next one. */
  apply(stored: StoredSignal, work: (run: Run) => Promise<void>): void;
  panicDesk(): PanicDesk;
  newId(): string;
}

export function createRunKeeper(
  options: Omit<RunOptions, 'onTick' | 'setAside' | 'routes'> & {
    readonly clock: Clock;
    readonly logger: Logger;
    /** Of the next run. */
    readonly routes: () => RunOptions['routes'];
    /** What stood in the inbox and never came here is applied now. */
    readonly onPickedUp: (row: SignalRow) => void;
  },
): RunKeeper {
  const { clock, logger, journal, manager, random } = options;
  const timings = { ...DEFAULT_TIMINGS, ...options.options };
  const flags = new Map<string, string>();
  const panics: PanicDesk['panics'] = new Map();
  const setAside = createSetAside(clock);
  const turns = createSharedTurns(clock);
  const inTurn = (work: () => Promise<void>): Promise<void> =>
    new Promise((resolve, reject) => turns.add(() => void work().then(resolve, reject)));
  const backlog: { readonly stored: StoredSignal; readonly work: (run: Run) => Promise<void> }[] = [];
  let control: RunControl | null = null;
  // its book is full, though it may be abandoned
  let loaded: Run | null = null;
  let isLive = false;
  let stopping = false;
  let failures = 0;
  let isTakingUp = false;

  const open = async (): Promise<void> => {
    isLive = false;
    control?.abandon();
    const made = { ...options, routes: options.routes(), setAside, onTick: () => onTick() };
    const mine: RunControl = createRun(made, (error) => {
      setAside.note(error);
      logger.error('the run ended and is started anew', { error });
      if (mine === control) restart();
    });
    control = mine;
    await journal.prepare();
    await loadRun(mine.run, flags);
    loaded = mine.run;
    await startRun(mine.run);
    if (mine !== control || mine.run.isAbandoned) return;
    isLive = true;
    failures = 0;
    for (const { stored, work } of backlog.splice(0))
      mine.run.spawn(() => inTurn(() => work(mine.run)), signalWork(stored.signal.id));
    goOnWithPanic();
  };
  /** What a crash interrupted, or what shows at the exchange only. */
  const goOnWithPanic = (): void => {
    const unfinished = keeper.live()?.book.flags.get(PANIC_FLAG);
    if (unfinished !== undefined) resumePanic(keeper.panicDesk(), unfinished);
  };
  const watchJournal = createJournalWatch({
    journal,
    clock,
    logger,
    live: () => keeper.live(),
    onLost: () => {
      control?.abandon();
      restart();
    },
  });
  // what is in memory alone is lost by a crash: it is written as soon as it can be
  journal.onBegin(() => watchJournal());
  const onTick = (): void => {
    goOnWithPanic();
    watchJournal();
    if (options.isShared === true) takeUp();
  };
  /** What other instances accepted. */
  const takeUp = (): void => {
    const run = keeper.live();
    if (run === null || isTakingUp) return;
    isTakingUp = true;
    run.spawn(() =>
      pickUp(run, options.onPickedUp).finally(() => {
        isTakingUp = false;
      }),
    );
  };
  const restart = (): void => {
    isLive = false;
    if (stopping) return;
    failures += 1;
    const waitMs = setAside.isFailing() ? MAX_WAIT_MS : Math.min(1_000 * 2 ** Math.min(failures - 1, 5), MAX_WAIT_MS);
    clock.schedule(waitMs, () => {
      // what no run may write yet keeps each one from beginning
      watchJournal();
      if (!stopping) open().catch(onFailedStart);
    });
  };
  const onFailedStart = (error: unknown): void => {
    if (error instanceof RunAbandoned) return;
    logger.error('the journal could not be read', { error });
    control?.abandon();
    restart();
  };

  const keeper: RunKeeper = {
    get isStopping() {
      return stopping;
    },
    flags,
    addRoute: (route) => control?.addRoute(route),
    async start() {
      try {
        await open();
      } catch (error) {
        // what was met is told, and the next run is on its way: no reason to end the program
        if (error instanceof RunAbandoned) return;
        control?.abandon();
        throw error;
      }
    },
    async stop(timeoutMs) {
      stopping = true;
      isLive = false;
      if (control === null) return;
      control.beginStop();
      const { idle, abandon } = control;
      await new Promise<void>((resolve) => {
        const cancel = clock.schedule(timeoutMs, resolve);
        void idle('sends').then(() => {
          cancel();
          resolve();
        });
      });
      abandon();
    },
    async idle() {
      while (control !== null && !control.run.isAbandoned) {
        const watched = control;
        await watched.idle('all');
        if (watched === control) return;
      }
    },
    live: () => (isLive && !stopping && control !== null && !control.run.isAbandoned ? control.run : null),
    current: () => control?.run ?? null,
    demand() {
      const run = keeper.live();
      if (run === null) throw new Error('The desk is not running.');
      return run;
    },
    apply(stored, work) {
      const run = keeper.live();
      if (run === null) backlog.push({ stored, work });
      else run.spawn(() => inTurn(() => work(run)), signalWork(stored.signal.id));
    },
    panicDesk: () => ({ manager, journal, clock, logger, timings, random, flags, panics, run: () => loaded }),
    newId: () => Buffer.from(random(6)).toString('hex'),
  };
  return keeper;
}
