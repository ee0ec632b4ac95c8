import { decimal } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import type { Goal } from '../book/goal.ts';
import { mayStillEnter } from '../lanes/may-still-enter.ts';
import type { Verdict } from '../lanes/plan-intent.ts';
import { ledgerRow } from '../ledger/owned.ts';
import type { Run } from '../run.ts';
import type { Refusal } from '../signal.ts';
import { entryPolicyOf } from './send-entry.ts';
import { sentence } from '../sentences/sentence.ts';

/**
 * An order of an entry whose size was planned, and counted against the limits, with the first: it may still go, or not.
 *
 * @param gate Why no risk may be taken now; `null`: it may.
 */
export function planPart(
  run: Run,
  intent: IntentRow,
  entry: NonNullable<Goal['entry']>,
  gate: Refusal | null,
): Verdict {
  const refusal = mayStillEnter(run, intent) ?? gate;
  if (refusal !== null) return { type: 'end', code: refusal.code, detail: refusal.detail };
  const isOver = entry.price !== null && run.now() >= entry.expiresAt;
  if (isOver && entryPolicyOf(run, intent).fallback === 'cancel') {
    return { type: 'end', code: null, detail: sentence('time-over-before') };
  }
  const price = isOver ? null : entry.price;
  const unit = ledgerRow(run.book, intent.brokerId, intent.stream)?.unit ?? null;
  return {
    type: 'send',
    patch: {
      orderType: price === null ? 'market' : 'limit',
      quantity: entry.quantity,
      goal: { entry: { ...entry, price } },
    },
    unit: unit === null ? null : decimal(unit),
  };
}
