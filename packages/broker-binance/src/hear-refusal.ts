import { BrokerError } from '@perpdesk/broker-core';
import { isRuleRefusal } from './is-rule-refusal.ts';
import type { Session } from './session.ts';

/** What a refusal says beyond the call that it ends: rules of the instruments, or the account's mode, are old. */
export function hearRefusal({ instruments, mode }: Pick<Session, 'instruments' | 'mode'>, error: unknown): void {
  if (!BrokerError.is(error) || error.venue === undefined) return;
  if (isRuleRefusal(error)) instruments.doubt();
  if (error.code === 'position-mode-mismatch' || error.code === 'account-not-supported') mode.doubt();
}
