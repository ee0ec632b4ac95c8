import type { Decimal, OrderType, Side } from '@perpdesk/broker-core';
import type { WishProtect } from './wish.ts';

/** What an alert does to its stream’s position. */
export const TRANSITIONS = ['open', 'add', 'reduce', 'close', 'reverse', 'none'] as const;
export type Transition = (typeof TRANSITIONS)[number];

/** An alert's fields as read from its bytes: names settled, nothing interpreted. Amounts are decimals from source text. */
export interface Alert {
  readonly strategy: string | null;
  readonly symbol: string;
  readonly exchange: string | null;
  readonly action: Side | null;
  /** Of this fill, > 0. */
  readonly contracts: Decimal | null;
  readonly marketPosition: 'long' | 'short' | 'flat' | null;
  /** ≥ 0. */
  readonly marketPositionSize: Decimal | null;
  readonly prevMarketPosition: 'long' | 'short' | 'flat' | null;
  /** ≥ 0. */
  readonly prevMarketPositionSize: Decimal | null;
  /** Signed. */
  readonly positionSize: Decimal | null;
  readonly orderId: string | null;
  /** `null` when absent or 0. */
  readonly price: Decimal | null;
  readonly interval: string | null;
  /** Unix ms. */
  readonly barAt: number | null;
  /** Unix ms. */
  readonly firedAt: number | null;
  readonly leverage: Decimal | null;
  /** Lower case, e.g. `market`. */
  readonly orderType: string | null;
  /** Why what only entries have cannot be read or meant: it stops what adds risk, never what closes or reduces. */
  readonly entryFault: Refusal | null;
  /** What was ignored or assumed while reading, one sentence each. */
  readonly notes: readonly string[];
}

/** What a strategy wants, in the strategy's own units: a step from one position to another. */
export interface Signal {
  readonly id: string;
  /** `route:<id>`, `chat:<user id>`, `program`. */
  readonly source: string;
  /** Route id for alerts; `operator` for people; `program` for code. */
  readonly routeId: string;
  /** `<route>/<strategy>/<symbol>`. */
  readonly stream: string;
  readonly symbol: string;
  readonly transition: Transition;
  /** Signed, the strategy's units; `null` where the mode does not know it (`target`). */
  readonly previous: Decimal | null;
  /** Mode `target`: what the alert tells of the position before. It says whose side is left; nothing is planned from it. */
  readonly before?: Decimal | undefined;
  /** Signed, the strategy's units. */
  readonly next: Decimal;
  /** Quote asset; informational. */
  readonly price: Decimal | null;
  /** `limit`: entries rest at the alert's price. */
  readonly orderType: Extract<OrderType, 'market' | 'limit'>;
  /** As told; it counts only where the route's `overrides` list it. `null`: the account's. */
  readonly leverage: Decimal | null;
  /** Unix ms; `null` for a route that allows alerts without a time. */
  readonly firedAt: number | null;
  readonly receivedAt: number;
  /** Stops and targets that the alert carries and its route takes; left out where there are none. */
  readonly protect?: WishProtect | null | undefined;
  /** The sender marked it as a test: it is planned and told, and moves nothing. */
  readonly isTest?: boolean | undefined;
  readonly entryRefusal?: EntryRefusal | undefined;
  /** What was ignored or assumed, one sentence each. */
  readonly notes: readonly string[];
}

/** Why what adds risk makes no order, though what closes or reduces goes: a fault in a field that only entries have. */
export interface EntryRefusal {
  readonly code: RefusalCode;
  readonly detail: string;
}

/** Every reason for which a signal, or its part on one account, does not become an order. */
export const REFUSAL_CODES = {
  'bad-json': 'The alert is no valid JSON.',
  'too-large': 'The alert is larger than 64 kB.',
  'unresolved-placeholder': 'A {{placeholder}} was not filled in.',
  'nan-value': 'A number is NaN.',
  'bad-number': 'A number cannot be read.',
  'missing-symbol': 'No symbol is given.',
  'unknown-symbol': 'The route does not trade this symbol.',
  'missing-side': 'The direction cannot be told.',
  'missing-size': 'A size is missing.',
  'missing-field': 'A field that the route’s mode needs is missing.',
  'ambiguous-unit': 'A size has no clear unit.',
  'inconsistent-transition': 'Previous position, fill and new position do not add up.',
  'conflicting-fields': 'Two fields contradict each other.',
  'foreign-platform': 'This is another platform’s format.',
  'unsupported-order-type': 'The alert asks for an order type that is not built.',
  'unsupported-asset': 'This is no crypto perpetual.',
  'not-a-command': 'This is plain text, no signal.',
  'not-built': 'The alert asks for something that this version reads and does not carry out.',
  'unsupported-encoding': 'The body is compressed.',
  'bad-request': 'The request broke off or could not be read.',
  'rate-limited': 'Too many alerts came at once.',
  'foreign-address': 'It came from an address that the route does not allow.',
  unauthenticated: 'The secret in the body is missing or wrong.',
  'bad-time': 'The time is missing, unreadable or in the future.',
  'key-reused': 'The same id came with another body.',
  'too-old': 'The signal is older than the route allows.',
  superseded: 'A newer signal overtook it.',
  'chain-gap': 'The previous position does not fit the last signal: one is missing.',
  'first-sight': 'The strategy was in a position before this desk knew it; waiting until it is flat.',
  'sitting-out':
    'The account is out: its entry was refused, skipped or too late, or its position is closed. It waits for the next entry.',
  'nothing-owned': 'There is nothing left to reduce.',
  'broker-not-ready': 'The account is not connected.',
  'no-price': 'No price is known to size it by.',
  'below-minimum': 'The size is below the instrument’s minimum.',
  'above-maximum': 'The size is above the instrument’s maximum.',
  'limit-notional': 'The symbol’s limit would be passed.',
  'limit-total-notional': 'The account’s limit would be passed.',
  'limit-adds': 'The position has taken its maximum of additions.',
  'limit-positions': 'The account holds its maximum of positions.',
  'limit-side': 'The route does not trade this side.',
  'limit-leverage': 'The instrument’s leverage is above the limit.',
  'limit-daily-loss': 'The account has lost what it may lose in a day.',
  'limit-cooldown': 'The last position ended too short a time ago.',
  'limit-hours': 'It is outside of the trading hours.',
  'price-guard': 'The market is too far from the alert’s price.',
  paused: 'The desk is paused.',
  'panic-block': 'The desk is blocked after /panic.',
  'tell-only': 'The route only tells; nothing is placed for it.',
  'drift-halt': 'The account is not what its strategies own; entries wait until someone accepts that.',
  'journal-unwritable': 'The desk’s journal cannot be written: nothing that adds risk begins.',
  'stream-conflict': 'Another strategy owns this symbol on this account.',
  'exchange-rejected': 'The exchange refused the order.',
  'internal-error': 'The desk itself failed at it, and goes on without it.',
} as const;
export type RefusalCode = keyof typeof REFUSAL_CODES;

export function isRefusalCode(text: string): text is RefusalCode {
  return Object.hasOwn(REFUSAL_CODES, text);
}

export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  /** One sentence with the offending value and what is expected; never a secret. */
  readonly detail: string;
}
