import type { Decimal } from '@perpdesk/broker-core';
import type { AskedLeg } from './asks/ask-notice.ts';
import type { Route, RouteExecution, RouteMode } from './route.ts';
import type { RefusalCode } from './signal.ts';
import type { TradeCommand, TradeResult } from './trade-command.ts';

/** One alert as it came over HTTP. */
export interface AlertInput {
  readonly routeId: string;
  /** At most 64 kB; the edge caps it. */
  readonly body: Uint8Array;
  readonly receivedAt: number;
}

/** The answer to the sender. 5xx never means a trading failure, only that nothing was stored. */
export interface AlertAnswer {
  readonly status: 200 | 400 | 401 | 413 | 422 | 503;
  readonly signalId: string | null;
  readonly result: 'accepted' | 'duplicate' | 'refused' | 'unavailable';
  readonly code: RefusalCode | null;
  readonly detail: string | null;
}

/** What the door refused before the engine saw an alert: its token was right. */
export interface DoorRefusal {
  readonly routeId: string;
  readonly code: Extract<
    RefusalCode,
    'too-large' | 'unsupported-encoding' | 'bad-request' | 'rate-limited' | 'foreign-address'
  >;
  /** One sentence, nothing of what was sent. */
  readonly detail: string;
  /** The first bytes of the body; empty where none was read. */
  readonly body: Uint8Array;
  readonly receivedAt: number;
}

/** Who showed a route's token. */
export interface AlertSender {
  readonly routeId: string;
  /** As text. */
  readonly address: string;
}

/** A person's answer to a card that asks. */
export interface AskAnswer {
  readonly signalId: string;
  readonly decision: 'place' | 'skip';
  readonly actor: string;
  /** Accounts that the person may trade on: all of the card's must be among them. Default: any. */
  readonly brokerIds?: readonly string[];
  /** Base asset by account, > 0: what the person wants instead, more than the card said as far as the limits let. Default: what it said. */
  readonly quantities?: Readonly<Record<string, Decimal>>;
}

/**
 * `placed`, `skipped`, `expired`, `voided`: answered before, or over. `refused`: planned anew, no account may any more.
 * `unclear`: the journal did not take it for certain; the same answer again is safe.
 */
export type AskRefusal =
  | 'unknown'
  | 'foreign'
  | 'placed'
  | 'skipped'
  | 'expired'
  | 'voided'
  | 'refused'
  | 'quantity'
  | 'not-ready'
  | 'unclear';

export type AskResult =
  | {
      readonly ok: true;
      readonly decision: 'placed' | 'skipped';
      /** Accounts that it goes for. */
      readonly brokerIds: readonly string[];
      /** Accounts whose part was refused now, and why. */
      readonly refused: readonly { readonly brokerId: string; readonly code: RefusalCode; readonly detail: string }[];
    }
  | { readonly ok: false; readonly code: AskRefusal; readonly detail: string };

/** Sizes that a person thinks of for a card. */
export type AskSizes = Pick<AskAnswer, 'signalId' | 'brokerIds' | 'quantities'>;

/** A card that waits for an answer. */
export interface OpenAsk {
  readonly signalId: string;
  /** Unix ms: until when; `null`: that runs from its delivery, which was not yet. */
  readonly answerBy: number | null;
}

export type AskQuote =
  | {
      readonly ok: true;
      readonly signalId: string;
      readonly routeId: string;
      readonly symbol: string;
      /** As they would be placed; `planned` (base asset) is the most that the person may say, `null` where it is not known. */
      readonly legs: readonly (AskedLeg & { readonly planned: string | null })[];
      /** See `OpenAsk`. */
      readonly answerBy: number | null;
    }
  | { readonly ok: false; readonly code: AskRefusal; readonly detail: string };

export interface PanicReport {
  readonly flat: boolean;
  readonly closed: readonly string[];
  readonly left: readonly string[];
}

export interface EngineStatus {
  readonly paused: boolean;
  /** Everybody who paused it since it was resumed last; empty while it is not paused. */
  readonly pausedBy: readonly string[];
  readonly panicBlocked: boolean;
  /** Why the journal cannot be written, as it names it; `null`: it can. */
  readonly unwritable: string | null;
  /** Accounts and instruments that take no entry until their drift is accepted: `main BTCUSDT`. */
  readonly halted: readonly string[];
  readonly isStopping: boolean;
  /** Orders whose outcome is not known yet. */
  readonly unknown: number;
  readonly needsOperator: number;
  readonly held: number;
  readonly signalsToday: number;
}

/** A route as it stands. */
export interface RouteState {
  readonly id: string;
  readonly mode: RouteMode;
  /** What becomes of its next alert. */
  readonly execute: RouteExecution;
  /** What the configuration says; where it differs, a person has switched it. */
  readonly configured: RouteExecution;
  /** By whom, and when (Unix ms); `null`: it follows its configuration. */
  readonly switched: { readonly actor: string; readonly at: number } | null;
  readonly dryRun: boolean;
  readonly brokerIds: readonly string[];
  readonly symbols: readonly string[];
}

export interface RouteSwitchRequest {
  readonly routeId: string;
  readonly execute: RouteExecution;
  readonly actor: string;
  /** Chats that hear of it beside the route's own. */
  readonly relay: readonly string[];
}

export type RouteSwitchResult =
  | { readonly ok: true; readonly state: RouteState }
  /** `words-only`: its mode is `notify`. `not-ready`: nothing was switched, try again in a moment. */
  | { readonly ok: false; readonly code: 'unknown' | 'words-only' | 'not-ready'; readonly detail: string };

/** What it takes: ids of brokers, `undefined` for all. */
export interface PanicRequest {
  /** The card's nonce: the same again, also after a crash, is the same panic. Default: a new one. */
  readonly id?: string;
  readonly actor: string;
  readonly brokerIds?: readonly string[];
  readonly relay: readonly string[];
}

/** The way of a signal, from the inbox to the settled order. The only writer of intents and ledger. */
export interface SignalEngine {
  /** Settles what a crash left open, then takes work. Resolves when entries are allowed; where it rejects, it may be called again. */
  start(): Promise<void>;
  /** Takes nothing new, finishes or records what is in flight. Resolves within `timeoutMs`. */
  stop(timeoutMs?: number): Promise<void>;
  /** A route that was not there takes part from now on. @throws {RangeError} if its id is taken. */
  addRoute(route: Route): void;
  /** Parse, normalise and store; the row is durable when it resolves. Never throws. */
  acceptAlert(input: AlertInput): Promise<AlertAnswer>;
  /** Stores what the door refused, as far as there is room for it, and tells it. Never throws. */
  noteRefusal(refusal: DoorRefusal): Promise<void>;
  /** Tells the route's chats when an address shows its token for the first time. Never throws. */
  noteSender(sender: AlertSender): Promise<void>;
  /** Stores the person's order as a signal; the order follows. The same `id` again changes nothing. */
  trade(command: TradeCommand): Promise<TradeResult>;
  /**
   * Answers a card that asks (notice `signal.asks`), once: whoever comes second hears what became of it. Age, limits,
   * pause, price guard and ledger are checked again.
   */
  decide(answer: AskAnswer): Promise<AskResult>;
  /** Cards that wait for an answer now. */
  asks(): readonly OpenAsk[];
  /** What a card would place with these sizes, at the prices of now; or why it would not. Sends and writes nothing. */
  quoteAsk(sizes: AskSizes): Promise<AskQuote>;
  /** Blocks risk, closes every position, verifies. Waits for no lane; works while the journal is read-only. */
  panic(request: PanicRequest): Promise<PanicReport>;
  /** Blocks entries until `resume`; reductions go on. */
  pause(actor: string, relay: readonly string[]): Promise<void>;
  /** Lifts pause and the block of /panic, and accepts every drift that halts entries. */
  resume(actor: string, relay: readonly string[]): Promise<void>;
  /** What the engine has open and what holds it back. */
  status(): EngineStatus;
  /** In the order of the configuration. */
  routes(): readonly RouteState[];
  /**
   * Switches what becomes of a route's next alert: the configuration is the default, the switch lasts over restarts and is
   * written to the audit. What it asks about already is voided where it only tells from now on.
   */
  switchRoute(request: RouteSwitchRequest): Promise<RouteSwitchResult>;
  /** Resolves when nothing is queued or in flight: for tests and for stopping. */
  idle(): Promise<void>;
}
