import type { BrokerErrorCode, OrderIssue, Outcome } from '@perpdesk/broker-core';

/** Why a command was not executed; the state is as it was before. */
export type Refusal = {
  readonly ok: false;
  readonly code: BrokerErrorCode;
  readonly message: string;
  /** Left out: the code's own. */
  readonly outcome?: Outcome;
};

/** A refusal with the outcome of its code. */
export function refuse(code: BrokerErrorCode, message: string): Refusal {
  return { ok: false, code, message };
}

/** What the instrument's rules have against a request, which any broker sees before it sends. */
export function refuseUnsent({ code, message }: OrderIssue): Refusal {
  return { ok: false, code, message, outcome: 'not-sent' };
}
