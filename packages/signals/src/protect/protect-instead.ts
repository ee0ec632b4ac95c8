import { ZERO } from '@perpdesk/broker-core';
import type { LedgerRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import type { Run } from '../run.ts';
import { NO_HAND } from './hand-state.ts';
import { isLeaving, protectionOf, protectPolicyOf } from './policy.ts';
import { formatProtectState, NO_PROTECT_STATE } from './protect-state.ts';

/**
 * Stands for what cannot be read of a position's protection, as text. A stop that stands stays where it is, as if a person had
 * set it, and so does one that trails; else the route's own holds. Where the stop was the alert's and none stands, the average
 * entry price is one: it gives up nothing, and a position that is beyond it is closed for want of a stop, and told.
 */
export function protectInstead(run: Run, row: LedgerRow): string {
  const standing = protectionOf(run, row, 'stop').find((one) => !isLeaving(one) && one.triggerPrice !== null);
  const trailing = protectionOf(run, row, 'trailing').find((one) => !isLeaving(one));
  const callback = trailing === undefined ? null : (goalOf(trailing).protect?.callback ?? null);
  const isFromAlert = protectPolicyOf(run, row.stream).stopLoss?.fromAlert === true;
  return formatProtectState({
    ...NO_PROTECT_STATE,
    asked: isFromAlert ? { stopLoss: { basis: 'percent', percent: ZERO }, takeProfits: [] } : null,
    hand:
      standing === undefined && callback === null
        ? null
        : {
            ...NO_HAND,
            stopLoss: standing?.triggerPrice ?? null,
            trailing: callback === null ? null : { activation: trailing?.triggerPrice ?? null, callback },
          },
  });
}
