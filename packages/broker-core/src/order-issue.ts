import type { BrokerErrorCode } from './broker-error-codes.ts';

/** One reason why an exchange would refuse an order. */
export interface OrderIssue {
  readonly code: BrokerErrorCode;
  /** The offending value and the remedy. */
  readonly message: string;
}
