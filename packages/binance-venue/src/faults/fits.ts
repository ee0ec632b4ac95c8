import type { FaultMatch } from './fault-rule.ts';

/** Whether a call or event is what a rule is about. */
export function fits(on: FaultMatch, { transport, method, path, account }: Required<FaultMatch>): boolean {
  return (
    (on.transport === undefined || on.transport === transport) &&
    (on.method === undefined || on.method === method) &&
    (on.path === undefined || on.path === path) &&
    (on.account === undefined || on.account === account)
  );
}
