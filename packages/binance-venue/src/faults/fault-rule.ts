/** Which calls or events a rule is about; what is left out fits all. */
export interface FaultMatch {
  readonly transport?: 'rest' | 'ws-api' | 'stream';
  /** HTTP method, e.g. `POST`. */
  readonly method?: string;
  /** REST path, WS-API method, or for streams the event's type, e.g. `ORDER_TRADE_UPDATE`. */
  readonly path?: string;
  /** The account's name. */
  readonly account?: string;
  /**
   * Client id of the order that a call places or names (`newClientOrderId`, `clientAlgoId`, `origClientOrderId`), or that
   * an event is about; '' where there is none, as in batches and in calls that name their order by the exchange's id.
   */
  readonly clientOrderId?: string;
}

/** What goes wrong with a call. */
export type CallFault =
  /** Carried out at once, answered `ms` later. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Held back on the way for `ms`; then checked for its window and carried out, as if it had come only then. */
  | { readonly kind: 'hold'; readonly ms: number }
  /** The connection is cut; nothing is carried out. */
  | { readonly kind: 'drop-before' }
  /** Carried out; the connection is cut without an answer. */
  | { readonly kind: 'drop-after' }
  /** Neither carried out nor answered. */
  | { readonly kind: 'hang-before' }
  /** Carried out, never answered. */
  | { readonly kind: 'hang-after' }
  /** Answered with this. `body` (any text) wins over `code` and `msg`. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly code?: number;
      readonly msg?: string;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly isExecuted: boolean;
    };

/** What goes wrong with an event of a stream, or with its connection. */
export type StreamFault =
  | { readonly kind: 'duplicate' }
  /** The event is told after the `count` that follow it; default 1. */
  | { readonly kind: 'reorder'; readonly count?: number }
  /** The event and all behind it are told `ms` later, in their order. */
  | { readonly kind: 'late'; readonly ms: number }
  | { readonly kind: 'drop-event' }
  /** The connection is cut instead of the event. */
  | { readonly kind: 'close' }
  /** The connection stays open and says nothing any more; default not even to a ping. */
  | { readonly kind: 'silence'; readonly answersPings?: boolean }
  /** The account's listen key expires instead, with all that comes of it. */
  | { readonly kind: 'expire-key' }
  /** Text that is no JSON goes before the event. */
  | { readonly kind: 'malformed' }
  /** An event of a type that nobody knows goes before it. */
  | { readonly kind: 'unknown-event' };

export const STREAM_FAULT_KINDS = [
  'duplicate',
  'reorder',
  'late',
  'drop-event',
  'close',
  'silence',
  'expire-key',
  'malformed',
  'unknown-event',
] as const satisfies readonly StreamFault['kind'][];

export type Fault = CallFault | StreamFault;

export interface FaultRule {
  readonly on: FaultMatch;
  /** How many matches it hits; default 1. */
  readonly times?: number | 'always';
  /** How many matches it lets pass first; default 0. */
  readonly after?: number;
  /** 0 to 1, from the seeded dice; default 1. */
  readonly probability?: number;
  readonly do: Fault;
}
