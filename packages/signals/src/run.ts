import type { Doubt } from './protect/doubt.ts';
import type { NakedTime } from './protect/naked-time.ts';
import type { Broker, Clock, Decimal, Logger } from '@perpdesk/broker-core';
import type { AccountView, BrokerManager } from '@perpdesk/broker-manager';
import type { StandInJournal } from '@perpdesk/journal/memory';
import type { IntentRow } from '@perpdesk/journal/port';
import type { Book } from './book/book.ts';
import type { Writer } from './book/writer.ts';
import type { EngineTimings, RandomSource } from './engine-options.ts';
import type { SetAside } from './faults/set-aside.ts';
import type { UnreadState } from './faults/unread-state.ts';
import type { Unread } from './faults/unread.ts';
import { createUntoldFills, type UntoldFills } from './lanes/untold-fills.ts';
import type { Work } from './faults/work-failed.ts';
import type { ProbePoint } from './probe-point.ts';
import type { DayIncome } from './limits/daily-pnl.ts';
import type { PositionRead } from './ledger/read-positions.ts';
import type { Limits, Route } from './route.ts';
import type { WishSignal } from './wish.ts';
import type { WaitingStep } from './steps/reorder-window.ts';

/**
 * One life of the engine between reading the journal and being abandoned: by a stop, or by a journal that failed, after
 * which a new run reads everything anew, as after a crash.
 */
export interface Run {
  readonly manager: BrokerManager;
  /** Or what stands in for it. */
  readonly journal: StandInJournal;
  readonly routes: ReadonlyMap<string, Route>;
  /** By account: they hold beside those of routes, and for people too. */
  readonly accountLimits: Readonly<Record<string, Partial<Limits>>>;
  /** Where no route relays to any chat. */
  readonly ownerTargets: () => readonly string[];
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly logger: Logger;
  readonly timings: EngineTimings;
  /** What the desk failed at again and again, and goes on without. */
  readonly setAside: SetAside;
  readonly book: Book;
  /** In memory only: what need not survive. */
  readonly notes: RunNotes;
  readonly isAbandoned: boolean;
  /** No new order is begun; what is in flight is settled. */
  readonly isStopping: boolean;
  readonly abortSignal: AbortSignal;
  probe(point: ProbePoint): void;
  /** Called every tick: for whoever keeps the run. */
  onTick(): void;
  /**
   * Begins one commit. `build` runs at once and may not wait; the promise resolves when the commit is durable and its
   * effects were started. `by`: whose an error of `build` is, where nothing in it says so.
   *
   * @throws {RunAbandoned} when the commit failed, or the run was abandoned before.
   */
  write(build: (w: Writer) => void, by?: Work): Promise<void>;
  /** Starts work that nobody waits for; it counts for `idle`. `by`: whose an error of it is. */
  spawn(work: () => Promise<void>, by?: Work): void;
  /** The same for an exchange write: `stop` waits for it. */
  spawnSend(work: () => Promise<void>, by?: Work): void;
  /** The same, but {@link wake} ends it early. */
  wait(key: string, ms: number): Promise<void>;
  wake(key: string): void;
  /** Resolves after the clock's time. @throws {RunAbandoned} when abandoned meanwhile. */
  sleep(ms: number): Promise<void>;
  now(): number;
  newId(): string;
  broker(id: string): Broker;
  view(id: string): AccountView;
  /** What follows from an intent's change of state or fill, in the same commit. */
  onIntent(w: Writer, before: IntentRow, after: IntentRow): void;
}

export interface RunNotes {
  /** Brokers whose state was compared after the last gap. */
  readonly recovered: Set<string>;
  /**
   * Brokers that are known as far as what reduces and protects needs it: what their lists of fills and orders say is not read
   * yet, and no entry begins.
   */
  readonly reducing: Set<string>;
  /** Broker → why a list of its past was not read the last time. */
  readonly pastRefused: Map<string, string>;
  /** Intents that were brought back into the book → when, ms of the clock. */
  readonly loadedAt: Map<string, number>;
  /** Broker → from when on its fills are to be read anew, Unix ms of the exchange: before what live news came since. */
  readonly readFrom: Map<string, number>;
  /** Broker → how many gaps its stream had. */
  readonly gaps: Map<string, number>;
  /** Broker → fills found by reading the account anew since its absence was told last. */
  readonly missedFills: Map<string, number>;
  /** Side key → realised by foreign fills since the side was compared last, quote asset. */
  readonly foreignPnl: Map<string, Decimal>;
  /** Brokers that are being compared. */
  readonly recovering: Set<string>;
  /** Ended intents whose fill is not told yet. */
  readonly untold: UntoldFills;
  /** Signals whose rows cannot be read, by id. */
  readonly unreadSignals: Map<string, Unread>;
  /** Open intents whose goal cannot be read: the book has another one, and the journal does not yet. */
  readonly unreadGoals: Set<string>;
  /** Texts of the ledger and flags that cannot be read: the book has others, and the journal does not yet. */
  readonly unreadStates: UnreadState[];
  /** Intents of whose end, or of why they became no order, the chats have heard. */
  readonly heard: Set<string>;
  /** Intents that a loop looks after. */
  readonly resolving: Set<string>;
  /** Stream's protection → how long its stop is missing. */
  readonly naked: Map<string, NakedTime>;
  /** Side key → why it is to be compared before anything is placed on it. */
  readonly doubts: Map<string, Doubt>;
  /** Streams' protection that is being read for before it is closed. */
  readonly closing: Set<string>;
  /** Side key → base asset, ≥ 0: what the account holds of it beyond what its streams own, as last compared. */
  readonly excess: Map<string, Decimal>;
  /** What protects, or closes what cannot be protected, by stream and kind → no new try before, ms of the clock. */
  readonly heldBack: Map<string, number>;
  /** What was told once of targets that are too small. */
  readonly mergedTold: Set<string>;
  /** Streams' protection whose trailing stop is told to be refused, until the position ends. */
  readonly trailingTold: Set<string>;
  /** Stream's protection and trigger price → how often its stop came to stand again soon, and when last (ms of the clock). */
  readonly placedTimes: Map<string, { readonly times: number; readonly at: number }>;
  /** Stream's protection, and what of it was refused at which price and why → how often. */
  readonly refusedTimes: Map<string, number>;
  /** What the watchdog found and may yet tell, by the name of its flag → since when, ms of the clock. */
  readonly foundAt: Map<string, number>;
  /** Stops that stood → since when looks miss them, ms of the clock. */
  readonly missedAt: Map<string, number>;
  /** Stops that are being canceled. */
  readonly canceling: Set<string>;
  /** Protective orders that the book has as leaving, and the journal does not yet: their cancel waits for it. */
  readonly leavingUnwritten: Set<string>;
  /** Side key: an order of ours moved it that the journal does not know. */
  readonly unrecorded: Set<string>;
  /** Account and stream's code → when its newest entry was placed that the journal does not know, Unix ms of the exchange. */
  readonly lostEntries: Map<string, number>;
  /** Lanes whose drift is being looked at. */
  readonly checkingDrift: Set<string>;
  /** By account. */
  readonly positionReads: Map<string, PositionRead>;
  /** Per lane: counts own orders and fills, so that a read can be known to be undisturbed. */
  readonly activity: Map<string, number>;
  /** Side key → the position of a fresh read and the activity it was read at. */
  readonly confirmed: Map<string, { readonly quantity: string; readonly activity: number }>;
  /** Side key → how new the position in memory is, Unix ms of the exchange. */
  readonly positionAt: Map<string, number>;
  /** Side key → how new is what is owned of it, by own fills and comparisons, Unix ms of the exchange. */
  readonly ownedAt: Map<string, number>;
  /** Side key → the last own fill of it, Unix ms of the exchange. */
  readonly filledAt: Map<string, number>;
  /** Broker → when its account was read whole, Unix ms of the exchange. */
  readonly snapshotAt: Map<string, number>;
  /** Side key → why a foreign fill came about. */
  readonly causes: Map<string, 'liquidation' | 'adl' | 'panic'>;
  /** Market and instrument → its mark price as last read; `at` in ms of the clock. */
  readonly markPrices: Map<string, { readonly price: Decimal; readonly at: number }>;
  /** Broker → what it booked today. */
  readonly dayIncome: Map<string, DayIncome>;
  /** Signal → when its card reached the first chat, Unix ms. */
  readonly askedAt: Map<string, number>;
  /** Stream → signals that wait for the one before them. */
  readonly waiting: Map<string, readonly WaitingStep[]>;
  /** Stream → alerts without positions that wait for others of their second. */
  readonly waitingWishes: Map<string, readonly WishSignal[]>;
  /** Alerts without positions, by id, that fired no later than the last one applied: what was said since is being read. */
  readonly lateWishes: Set<string>;
  /** Account → how many of its entries may be on their way at once, as the last ones went. */
  readonly room: Map<string, number>;
  /** Account → instruments whose next entry waits until another one of the account is answered. */
  readonly waitingForRoom: Map<string, Set<string>>;
  /** Account and asset whose bookings have no price, as the log has said. */
  readonly unvalued: Set<string>;
  /** Intents that a price is being read for, or was. */
  readonly priced: Map<string, 'reading' | 'done'>;
  /** Intents that the day's bookings are being read for, or were. */
  readonly booked: Map<string, 'reading' | 'done'>;
  /** Entries whose alert's leverage is being set, or was tried to be. */
  readonly leveraged: Map<string, 'setting' | 'done'>;
  /** Exits that wait for their next try → the last one, which was provably not sent. */
  readonly unsent: Map<string, number>;
  /** Intents that wait before their next try → until when, ms of the clock. */
  readonly waitUntil: Map<string, number>;
}

export function createRunNotes(): RunNotes {
  return {
    recovered: new Set(),
    reducing: new Set(),
    pastRefused: new Map(),
    loadedAt: new Map(),
    recovering: new Set(),
    unrecorded: new Set(),
    lostEntries: new Map(),
    untold: createUntoldFills(),
    unreadSignals: new Map(),
    heard: new Set(),
    unreadGoals: new Set(),
    unreadStates: [],
    resolving: new Set(),
    naked: new Map(),
    doubts: new Map(),
    closing: new Set(),
    excess: new Map(),
    heldBack: new Map(),
    mergedTold: new Set(),
    trailingTold: new Set(),
    placedTimes: new Map(),
    refusedTimes: new Map(),
    unvalued: new Set(),
    foundAt: new Map(),
    missedAt: new Map(),
    canceling: new Set(),
    leavingUnwritten: new Set(),
    checkingDrift: new Set(),
    positionReads: new Map(),
    activity: new Map(),
    confirmed: new Map(),
    positionAt: new Map(),
    ownedAt: new Map(),
    filledAt: new Map(),
    snapshotAt: new Map(),
    causes: new Map(),
    readFrom: new Map(),
    gaps: new Map(),
    missedFills: new Map(),
    foreignPnl: new Map(),
    markPrices: new Map(),
    dayIncome: new Map(),
    askedAt: new Map(),
    waiting: new Map(),
    waitingWishes: new Map(),
    lateWishes: new Set(),
    room: new Map(),
    waitingForRoom: new Map(),
    leveraged: new Map(),
    priced: new Map(),
    booked: new Map(),
    unsent: new Map(),
    waitUntil: new Map(),
  };
}

/** The run ended while this work waited; its successor reads the truth from the journal. */
export class RunAbandoned extends Error {
  override readonly name = 'RunAbandoned';
}
