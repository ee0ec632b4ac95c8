import {
  BrokerError,
  isRetryableError,
  sleep,
  type BrokerEvent,
  type Clock,
  type Logger,
  type Order,
} from '@perpdesk/broker-core';
import type { ReadFrame } from './account-frame.ts';
import { createAccountModel } from './account-model.ts';
import type { AccountReader, SnapshotReader } from './account-reader.ts';
import { createConnections, type ConnectionsOptions } from './connections.ts';
import { createDeafness } from './deafness.ts';
import { createFrameIntake } from './frame-intake.ts';
import { type GapReading, readGap } from './gap.ts';
import { heardAgoMs } from './heard-ago.ts';
import { createKnownEndings } from './known-endings.ts';
import { createListenKey, type ListenKeyDoor } from './listen-key.ts';
import type { OpenLine } from './open-line.ts';
import type { OrderTracker } from './order-tracker.ts';
import { createRecovery, type Loss } from './recovery.ts';
import { createRereads } from './rereads.ts';
import { createSparseLog } from './sparse-log.ts';
import { createStartGate } from './start-gate.ts';
import { createStreamCounters, type StreamStats } from './stream-stats.ts';

export interface AccountStreamOptions extends AccountStreamTimes {
  readonly openLine: OpenLine;
  readonly listenKeyDoor: ListenKeyDoor;
  readonly readFrame: ReadFrame;
  readonly tracker: OrderTracker;
  readonly snapshotReader: SnapshotReader;
  readonly accountReader: AccountReader;
  readonly clock: Clock;
  /** The exchange's time, Unix ms. */
  readonly venueNow: () => number;
  readonly logger: Logger;
  /** From 0 to below 1, for jitter. */
  readonly random: () => number;
  emit(event: BrokerEvent): void;
  /** The account went into multi-assets mode, or out of it. */
  onAccountMode?(isMultiAssets: boolean): void;
}

export interface AccountStreamTimes extends Pick<ConnectionsOptions, 'rotateAfterMs' | 'overlapMs'> {
  /** How long the stream may be silent about an acknowledged order. Default 5000. */
  readonly deafAfterMs?: number;
  /** How long a triggered order may be without execution. Default 3000. */
  readonly stuckAfterMs?: number;
  /** How much before the last sign of life a gap begins. Default 5000. */
  readonly gapMarginMs?: number;
  /** Between two readings for frames that cannot be understood; grows while there are more. Default 1000. */
  readonly rereadEveryMs?: number;
}

/** What happens to the account, told as it happens; what was missed is read and told in one `stream-gap`. */
export interface AccountStream {
  /**
   * Resolves when the first connection is up and the account was read behind it.
   *
   * @throws {BrokerError} what the exchange refuses for good, as a wrong key. Close the stream then, and make a new one.
   */
  start(abortSignal?: AbortSignal): Promise<void>;
  /** Connected, and nothing is known to be missed. */
  readonly isLive: boolean;
  /** Unix ms by our clock: the last frame, or the last reading of the whole account. */
  readonly lastHeardAt: number | null;
  readonly stats: StreamStats;
  /** Exchange's time, Unix ms, of the first connection: what happens from then on is told. `null` before. */
  readonly followsSince: number | null;
  /**
   * An order was acknowledged: the stream must speak, or it is deaf and is replaced. With `order`, as the tracker gave
   * it back, it must tell all that this order says; without, anything at all about this time.
   */
  expectTraffic(order?: Order): void;
  close(): Promise<void>;
}

/** How often fills that the orders speak of are waited for. */
const FILL_LOOKS = 3;
const FILL_DELAY_MS = 1_000;
const YOUNG_ORDER_MS = 10_000;

export function createAccountStream(options: AccountStreamOptions): AccountStream {
  const { clock, logger, random, venueNow, tracker, snapshotReader } = options;
  const { deafAfterMs = 5_000, gapMarginMs = 5_000, rereadEveryMs = 1_000 } = options;
  const counters = createStreamCounters();
  const log = createSparseLog({ clock, logger });
  const gate = createStartGate();
  const endings = createKnownEndings();
  let isStarted = false;
  let hasBegun = false;
  let isClosed = false;
  let readAt: number | null = null;
  // exchange's time of the first connection: nothing before it is ours to tell
  let sinceAt: number | null = null;
  // exchange's time, from which fills are to be read once more
  let owedFromAt = Infinity;

  const toVenueTime = (at: number) => venueNow() - heardAgoMs(at, clock.now());
  const lose = (reason: string, heardAt: number | null) => {
    if (isClosed) return;
    counters.losses += 1;
    logger.warn('The account stream may have missed events', { reason });
    const fromAt = heardAt === null ? venueNow() : toVenueTime(heardAt) - gapMarginMs;
    recovery.begin(reason, Math.min(owedFromAt, Math.max(fromAt, sinceAt ?? fromAt)));
  };
  /** The connection is up, but no more is to be expected of it. */
  const loseDeaf = (reason: string) => {
    if (isClosed) return;
    connections.replaceDeaf();
    lose(reason, intake.lastFrameAt ?? readAt);
  };

  const connections = createConnections({
    ...options,
    createLine: (handlers) => options.openLine(obtainKey, handlers),
    onOpen() {
      counters.connects += 1;
      sinceAt ??= venueNow();
      recovery.resume();
    },
    onText: (text) => intake.take(text),
    onDown: (reason) => lose(`the connection was lost (${reason})`, connections.lastTrafficAt ?? intake.lastFrameAt),
  });
  const listenKey = createListenKey({ ...options, door: options.listenKeyDoor, onLost: loseDeaf });
  const rereads = createRereads({
    clock,
    everyMs: rereadEveryMs,
    isBusy: () => recovery.isPending,
    read: (reason) => lose(reason, intake.lastFrameAt),
  });
  const model = createAccountModel({
    ...options,
    reader: options.accountReader,
    log,
    counters,
    onAccountMode: (isMultiAssets) => options.onAccountMode?.(isMultiAssets),
    onMoved: (order) => expectTold(order),
    onDisagreement: (what) => rereads.want(`reads disagree with the stream (${what})`),
  });
  const intake = createFrameIntake({
    ...options,
    log,
    counters,
    isHeld: () => recovery.isPending,
    handle: (frame, receivedAt) => model.take(frame, receivedAt),
    onKeyExpired: () => loseDeaf('the listen key expired'),
    onUnreadable: (reason) => rereads.want(reason),
  });
  const deafness = createDeafness({
    clock,
    afterMs: deafAfterMs,
    isListening: () => connections.isOpen && !recovery.isPending,
    onDeaf: () => loseDeaf('the stream did not tell an acknowledged order'),
  });
  const expectTold = (order: Order) => deafness.expect(() => tracker.isTold(order));

  const attempt = async (fromAt: number, abortSignal: AbortSignal) => {
    // what came before the reading is older than it
    intake.release();
    const shared = { reader: snapshotReader, tracker, venueNow, abortSignal, endings };
    // fills from before the first connection are none of ours to tell
    const read = () => readGap({ ...shared, fromAt: hasBegun ? fromAt : Infinity });
    let reading = await read();
    for (let looks = 1; reading.lacksFills && looks < FILL_LOOKS; looks += 1) {
      await sleep(clock, FILL_DELAY_MS, abortSignal);
      reading = await read();
    }
    if (intake.takeOverflow()) throw new RangeError('More frames came while the account was read than can be held.');
    return (loss: Loss) => settle(reading, loss);
  };
  const settle = (reading: GapReading, loss: Loss) => {
    readAt = clock.now();
    endings.clear();
    if (hasBegun) model.mend(reading, loss, sinceAt ?? loss.fromAt);
    else model.begin(reading);
    hasBegun = true;
    intake.release();
    if (reading.hasUnsettled) rereads.want('an order was not found yet', YOUNG_ORDER_MS);
    owedFromAt = reading.lacksFills && owedFromAt === Infinity ? loss.fromAt : Infinity;
    if (owedFromAt !== Infinity) rereads.want('fills were not listed yet', YOUNG_ORDER_MS);
    gate.open();
  };
  const recovery = createRecovery({
    clock,
    logger,
    random,
    isConnected: () => connections.isOpen,
    attempt,
    onFailure(error) {
      counters.failedSnapshots += 1;
      return giveUp(error);
    },
  });

  /** Before the first connection what the exchange refuses is the caller's to know; later it is tried on and on. */
  const giveUp = (error: unknown): boolean => {
    const isForGood = BrokerError.is(error) && !isRetryableError(error, { read: true });
    if (hasBegun || !isForGood) return false;
    gate.fail(error);
    return true;
  };
  async function obtainKey(): Promise<string> {
    try {
      return await listenKey.obtain();
    } catch (error) {
      giveUp(error);
      throw error;
    }
  }

  return {
    start(abortSignal) {
      if (!isStarted) {
        isStarted = true;
        recovery.begin('start', venueNow());
        connections.start();
      }
      return gate.wait(abortSignal);
    },
    get isLive() {
      return hasBegun && !isClosed && connections.isOpen && !recovery.isPending;
    },
    get lastHeardAt() {
      const times = [intake.lastFrameAt, readAt].filter((at) => at !== null);
      return times.length === 0 ? null : Math.max(...times);
    },
    get followsSince() {
      return sinceAt;
    },
    get stats() {
      return { ...counters };
    },
    expectTraffic(order) {
      if (order !== undefined) return expectTold(order);
      // the stream is often faster than the answer
      const earliestAt = clock.now() - deafAfterMs;
      return deafness.expect(() => (intake.lastFrameAt ?? -Infinity) >= earliestAt);
    },
    async close() {
      isClosed = true;
      const message = 'The account stream was closed.';
      gate.fail(new BrokerError('not-connected', { operation: 'connect', message }));
      for (const part of [recovery, deafness, rereads, model, listenKey]) part.close();
      await connections.close();
    },
  };
}
