import type { BrokerErrorCode } from '../../broker-error-codes.ts';
import type { FakeMethod } from '../fake-script.ts';

/** What a venue can be told to do to one request. */
export const FAULT_KINDS = [
  'timeout',
  'connection-dropped',
  'unknown-503',
  'gateway-502',
  'unknown-1007',
  'unavailable',
  'overloaded',
  'rate-limited',
  'banned',
  'clock',
  'held-back',
  'unmapped-code',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** The codes that a venue's refusal of one request can mean. */
export const REFUSAL_CODES = [
  'unknown-symbol',
  'instrument-not-trading',
  'below-minimum',
  'above-maximum',
  'invalid-precision',
  'price-out-of-range',
  'insufficient-margin',
  'leverage-too-high',
  'reduce-only-rejected',
  'would-trigger-immediately',
  'post-only-rejected',
  'fill-or-kill-rejected',
  'position-mode-mismatch',
  'has-open-exposure',
  'already-set',
  'duplicate-client-order-id',
  'order-not-found',
  'order-not-open',
  'too-many-orders',
  'validity-expired',
  'not-authorized',
  'account-restricted',
  'account-not-supported',
] as const satisfies readonly BrokerErrorCode[];
export type RefusalCode = (typeof REFUSAL_CODES)[number];

export interface FaultBase {
  /**
   * Which request it meets, by the method of `Broker` that sends it. Default `write`: the next one that places, amends,
   * cancels or sets. What the account stream and the clock ask for themselves is none.
   */
  readonly on?: 'write' | FakeMethod;
}

export type Fault =
  /** No answer; the connection is dropped with the request pending; or an answer that does not say what happened. */
  | (FaultBase & {
      readonly kind: 'timeout' | 'connection-dropped' | 'unknown-503' | 'gateway-502' | 'unknown-1007';
      /** Whether the venue executes the request all the same. */
      readonly accepted: boolean;
    })
  /** "Service Unavailable" (503), or throttled (-1008): proof that nothing was executed. */
  | (FaultBase & { readonly kind: 'unavailable' | 'overloaded' })
  /** 429 or 418 with a Retry-After; until it has passed, the venue refuses all requests in the same way. */
  | (FaultBase & { readonly kind: 'rate-limited' | 'banned'; readonly retryAfterMs: number })
  /** The request's time is said to be off (-1021); nothing is executed. */
  | (FaultBase & { readonly kind: 'clock' })
  /** On its way for so long before the venue looks at it. */
  | (FaultBase & { readonly kind: 'held-back'; readonly heldMs: number })
  /** A refusal with a code that no adapter knows; nothing is executed. */
  | (FaultBase & { readonly kind: 'unmapped-code' })
  /** The venue's own way to say `code`; nothing is executed. */
  | (FaultBase & { readonly kind: 'refusal'; readonly code: RefusalCode });

/** Lets the venue misbehave. */
export interface FaultsDoor {
  /** Lets the fault meet the next request of its kind, once, over whichever transport. Resolves when it is in place. */
  next(fault: Fault): Promise<void>;
}
