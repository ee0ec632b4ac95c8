import type { Clock, Logger } from '@perpdesk/broker-core';
import type { BrokerManager } from '@perpdesk/broker-manager';
import type { Journal } from '@perpdesk/journal/port';
import type { ProbePoint } from './probe-point.ts';
import type { Limits, Route } from './route.ts';

/** Bytes that nobody can guess: `randomBytes` of `node:crypto` fits. */
export type RandomSource = (size: number) => Uint8Array;

/** Times, all in ms, and one number. */
export interface EngineTimings {
  /** How long the exchange may accept an order after its mark. */
  readonly entryValidityMs: number;
  /** The same for stops. */
  readonly stopValidityMs: number;
  /** Past the end of an order's validity before its absence counts. */
  readonly absenceMarginMs: number;
  /** The same for single accounts, by their name. */
  readonly absenceMargins: Readonly<Record<string, number>>;
  /** Between the two looks that prove an absence. */
  readonly lookGapMs: number;
  /** How old a signal may be for its entry to be sent once more. */
  readonly resendFreshMs: number;
  /** How long a position may lack its stop while the exchange answers. */
  readonly nakedLimitMs: number;
  /** Between two comparisons of stops and positions with the exchange. */
  readonly watchdogMs: number;
  /** First wait after a proof that nothing was sent; doubles. */
  readonly backoffMs: number;
  /** How long a filled order waits for the fees of its fills before it is told. */
  readonly fillTellMs: number;
  /** How often an accepted market order is asked after until it ends. */
  readonly pollMs: number;
  /** The same for an entry's order that rests. */
  readonly restingPollMs: number;
  /** Between two looks at readiness and ages. */
  readonly tickMs: number;
  /** Between two reads of the prices that price guards compare with. */
  readonly markPriceMs: number;
  /** How long a read or a cancel may take before it counts as failed and is done again. */
  readonly readMs: number;
  /** How long a start waits for accounts to be compared; those that take longer go on by themselves. */
  readonly startMs: number;
  /** How long /panic tries before it says what is left. */
  readonly panicMs: number;
  /** How long a card that asks waits for its answer, from its delivery. */
  readonly askMs: number;
  /** Within which a body without a time is a repeat. */
  readonly repeatMs: number;
  /**
   * How many entries of an account may be on their way to the exchange at once, ≥ 1, fewer after some that came too late;
   * further ones wait unmarked, so that their validity begins when they go. Exits, stops and targets go at once.
   */
  readonly entriesAtOnce: number;
}

export interface SignalEngineOptions {
  readonly manager: BrokerManager;
  readonly journal: Journal;
  readonly routes: readonly Route[];
  /** By account: they hold beside those of the routes, and for people and programs too. */
  readonly accountLimits?: Readonly<Record<string, Partial<Limits>>>;
  /**
   * Chats that hear of what concerns no route where no route relays to any: an account that is gone, a position that others
   * closed. Default: none.
   */
  readonly ownerTargets?: () => readonly string[];
  readonly random: RandomSource;
  /**
   * Other instances work on the same journal, of which one at a time is started. Alerts are accepted before `start()`, too,
   * for whichever is, and that one takes up within a tick what the others accepted. Default `false`.
   */
  readonly isShared?: boolean;
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** Default: silent. */
  readonly logger?: Logger;
  readonly options?: Partial<EngineTimings>;
  /**
   * Puts a mark in the place of every secret that the program knows, wherever it stands in a text. It is called for every
   * text of an alert before that is quoted, stored or told. Routes' own tokens and secrets need none: their hashes are known.
   */
  readonly hideSecrets?: (text: string) => string;
  /** Called between the steps; crash tests end the process in it. */
  readonly probe?: (point: ProbePoint) => void;
}

/** Past the end of an order's validity before its absence on this account counts, ms. */
export function absenceMarginOf(
  { absenceMargins, absenceMarginMs }: Pick<EngineTimings, 'absenceMargins' | 'absenceMarginMs'>,
  brokerId: string,
): number {
  return absenceMargins[brokerId] ?? absenceMarginMs;
}

/** What holds where the options say nothing. */
export const DEFAULT_TIMINGS: EngineTimings = {
  entryValidityMs: 3_000,
  stopValidityMs: 2_000,
  absenceMarginMs: 5_000,
  absenceMargins: {},
  lookGapMs: 2_000,
  resendFreshMs: 60_000,
  nakedLimitMs: 10_000,
  watchdogMs: 30_000,
  backoffMs: 200,
  fillTellMs: 3_000,
  pollMs: 2_000,
  restingPollMs: 30_000,
  tickMs: 1_000,
  markPriceMs: 5_000,
  readMs: 8_000,
  startMs: 5_000,
  panicMs: 60_000,
  askMs: 60_000,
  repeatMs: 300_000,
  entriesAtOnce: 8,
};
