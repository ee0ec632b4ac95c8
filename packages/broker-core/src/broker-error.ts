import { BROKER_ERROR_CODES, type BrokerErrorCode, type Outcome } from './broker-error-codes.ts';
import type { ClientOrderId } from './ids.ts';

const MARKER = Symbol.for('perpdesk.broker-error');

/** What the exchange itself answered, verbatim. */
export interface VenueError {
  readonly name: string;
  readonly code: number | null;
  readonly message: string;
}

export interface BrokerErrorOptions {
  /** The fact, the offending value, the remedy. Never a key, signature or token. */
  readonly message: string;
  readonly operation: string;
  /** Default: the code's. */
  readonly outcome?: Outcome;
  readonly venue?: VenueError;
  readonly retryAfterMs?: number;
  readonly clientOrderId?: ClientOrderId;
  readonly cause?: unknown;
}

/** A failed broker call: `code` says what went wrong, `outcome` what that means for the money. */
export class BrokerError extends Error {
  override readonly name = 'BrokerError';
  readonly code: BrokerErrorCode;
  readonly outcome: Outcome;
  readonly operation: string;
  readonly venue: VenueError | undefined;
  readonly retryAfterMs: number | undefined;
  readonly clientOrderId: ClientOrderId | undefined;

  constructor(code: BrokerErrorCode, options: BrokerErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    Object.defineProperty(this, MARKER, { value: true });
    this.code = code;
    this.outcome = options.outcome ?? BROKER_ERROR_CODES[code].outcome;
    this.operation = options.operation;
    this.venue = options.venue;
    this.retryAfterMs = options.retryAfterMs;
    this.clientOrderId = options.clientOrderId;
  }

  /** Works over two installed copies of this package, where `instanceof` does not. */
  static is(error: unknown): error is BrokerError {
    return typeof error === 'object' && error !== null && MARKER in error;
  }
}

const RETRYABLE_NOT_SENT: readonly BrokerErrorCode[] = [
  'not-connected',
  'rate-limited',
  'overloaded',
  'clock',
  'network',
  'timeout',
];
const RETRYABLE_READ: readonly BrokerErrorCode[] = ['timeout', 'network', 'venue-error'];

/**
 * Whether the same call may simply be made again.
 *
 * `not-sent` by cause (no connection, limits, overload, clock; a connection or an answer that failed before anything
 * left): true. `rejected`: false. A write whose outcome is unknown: false, always. A read harms nothing: pass
 * `{ read: true }`.
 */
export function isRetryableError(error: unknown, options: { readonly read?: boolean } = {}): boolean {
  if (!BrokerError.is(error)) return false;
  if (error.outcome === 'not-sent') return RETRYABLE_NOT_SENT.includes(error.code);
  if (error.outcome === 'unknown') return options.read === true && RETRYABLE_READ.includes(error.code);
  return false;
}
