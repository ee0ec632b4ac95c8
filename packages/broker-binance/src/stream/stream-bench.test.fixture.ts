import { BrokerError, type BrokerEvent, type Logger, type Order, type Position } from '@perpdesk/broker-core';
import { settableClock } from '../settable-clock.test.fixture.ts';
import type { AccountFrame } from './account-frame.ts';
import type { AccountReader, AccountReading } from './account-reader.ts';
import { createAccountStream, type AccountStreamTimes } from './account-stream.ts';
import type { LineHandlers } from './connections.ts';
import type { ListenKeyDoor } from './listen-key.ts';
import { createOrderTracker } from './order-tracker.ts';

export interface TestLine extends LineHandlers {
  /** Under which it connected last. */
  key: string;
  isOpen: boolean;
  isClosed: boolean;
  lastTrafficAt: number | null;
  open(): void;
  drop(reason?: string): void;
  /** Brings the frame as text. */
  say(frame: AccountFrame | string): void;
}

export type Snapshot = Omit<AccountReading, 'lookUp'> & { readonly ended?: readonly Order[] };
type EventOf<T extends BrokerEvent['type']> = Extract<BrokerEvent, { type: T }>;
const NOTHING: Snapshot = { openOrders: [], positions: [], fills: [], balances: [] };
const START_AT = 1_780_000_000_000;

/** An account stream over lines, a clock and an exchange that the test holds in its hands. */
export function createStreamBench(times: AccountStreamTimes = {}) {
  const clock = settableClock(START_AT);
  // what the exchange's clock is ahead of ours
  const ahead = { ms: 0 };
  const lines: TestLine[] = [];
  const frames = new Map<string, AccountFrame>();
  const events: BrokerEvent[] = [];
  const logged: string[] = [];
  const note =
    (level: string): Logger['info'] =>
    (message, fields) =>
      void logged.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`);
  const venue = {
    snapshot: NOTHING,
    /** For look-ups; left out: what the snapshot lists. */
    orders: null as (() => Iterable<Order>) | null,
    /** Failures of the next readings, one each. */
    failures: [] as unknown[],
    reads: [] as number[],
    key: 'key-1',
    keyFailure: null as unknown,
    creates: 0,
    keeps: 0,
    keepAlive: (async () => null) as ListenKeyDoor['keepAlive'],
    positions: [] as readonly Position[],
    positionReads: [] as (string | null)[],
    lookUps: [] as string[],
    lookUp: (async () => null) as AccountReader['lookUp'],
    /** Runs while a snapshot is read. */
    onRead: async (): Promise<void> => {},
  };
  const tracker = createOrderTracker();
  const stream = createAccountStream({
    ...times,
    clock,
    venueNow: () => clock.now() + ahead.ms,
    logger: { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') },
    random: () => 0.5,
    tracker,
    emit: (event) => void events.push(event),
    openLine(listenKey, handlers) {
      const line: TestLine = {
        ...handlers,
        key: '',
        isOpen: false,
        isClosed: false,
        lastTrafficAt: null,
        open() {
          void listenKey().then(
            (obtained) => {
              line.key = obtained;
              line.isOpen = true;
              line.lastTrafficAt = clock.now();
              handlers.onOpen();
            },
            () => {},
          );
        },
        drop(reason = 'gone') {
          line.isOpen = false;
          line.lastTrafficAt = null;
          handlers.onDown(reason);
        },
        say(frame) {
          const text = typeof frame === 'string' ? frame : JSON.stringify(frame);
          if (typeof frame !== 'string') frames.set(text, frame);
          line.lastTrafficAt = clock.now();
          handlers.onText(text);
        },
      };
      lines.push(line);
      return {
        get isOpen() {
          return line.isOpen;
        },
        get lastTrafficAt() {
          return line.lastTrafficAt;
        },
        start: () => line.open(),
        async close() {
          line.isOpen = false;
          line.isClosed = true;
        },
      };
    },
    listenKeyDoor: {
      async create() {
        venue.creates += 1;
        if (venue.keyFailure !== null) throw venue.keyFailure;
        return venue.key;
      },
      keepAlive() {
        venue.keeps += 1;
        return venue.keepAlive();
      },
    },
    readFrame(text) {
      const frame = frames.get(text);
      if (frame === undefined) throw new SyntaxError('no frame');
      return frame;
    },
    snapshotReader: {
      async read(fromAt) {
        venue.reads.push(fromAt);
        await venue.onRead();
        const failure = venue.failures.shift();
        if (failure !== undefined) throw failure;
        const { ended = [], ...reading } = venue.snapshot;
        return {
          ...reading,
          lookUp: async ({ venueOrderId, clientOrderId }) =>
            [...(venue.orders?.() ?? [...ended, ...reading.openOrders])].find((order) =>
              clientOrderId === undefined
                ? order.venueOrderId === venueOrderId || order.executionOrderId === venueOrderId
                : order.clientOrderId === clientOrderId,
            ) ?? null,
        };
      },
    },
    accountReader: {
      lookUp(ref, abortSignal) {
        venue.lookUps.push(ref.venueOrderId ?? ref.clientOrderId);
        return venue.lookUp(ref, abortSignal);
      },
      async readPositions(symbol) {
        venue.positionReads.push(symbol);
        return venue.positions;
      },
      readBalances: async () => venue.snapshot.balances,
      leverages: new Map(),
    },
  });
  return {
    clock,
    ahead,
    venue,
    tracker,
    stream,
    events,
    logged,
    lines,
    startAt: START_AT,
    line: () => lines.at(-1) as TestLine,
    of: <T extends BrokerEvent['type']>(type: T): readonly EventOf<T>[] =>
      events.filter((event): event is EventOf<T> => event.type === type),
    async live() {
      const started = stream.start();
      await clock.advance(0);
      await started;
    },
    snapshot: (parts: Partial<Snapshot>) => {
      venue.snapshot = { ...NOTHING, ...parts };
    },
  };
}

export const networkError = () => new BrokerError('network', { operation: 'getPositions', message: 'Gone.' });
