import type { FaultMatch } from './fault-rule.ts';

/** Whether a call or event is what a rule is about. */
export function fits(on: FaultMatch, call: Required<FaultMatch>): boolean {
  return (
    (on.transport === undefined || on.transport === call.transport) &&
    (on.method === undefined || on.method === call.method) &&
    (on.path === undefined || on.path === call.path) &&
    (on.account === undefined || on.account === call.account) &&
    (on.clientOrderId === undefined || on.clientOrderId === call.clientOrderId)
  );
}
