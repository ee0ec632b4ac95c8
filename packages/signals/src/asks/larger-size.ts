import { type Decimal, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import type { PlanBasis } from '../evidence/format-leg-plan.ts';
import { planEntry, planStep } from '../lanes/plan-intent.ts';
import { checkEntrySize } from '../plan/entry-limits.ts';
import type { PlanContext } from '../plan/plan-types.ts';
import type { Run } from '../run.ts';
import type { Refusal } from '../signal.ts';
import { wishInput } from '../wishes/wish-input.ts';

/** Why an entry that was planned may not be that large (base asset), by the exchange's sizes and the limits; `null`: it may. */
export function refuseLarger(basis: PlanBasis | undefined, quantity: Decimal): Refusal | null {
  if (basis === undefined || basis.type === 'quantity') return null;
  const price =
    basis.type === 'wish' ? basis.input.entryPrice : (basis.input.account.markPrice ?? basis.input.signal.price);
  return check(basis.input, { quantity, price, closesFirst: ZERO });
}

/** The same of one that still waits for a person. */
export function refuseLargerAsk(run: Run, row: IntentRow, quantity: Decimal): Refusal | null {
  const open = run.book.signals.get(row.signalId);
  if (open === undefined) return null;
  if (goalOf(row).work === 'wish') {
    const input = wishInput(run, row, null);
    return check(input, { quantity, price: input.entryPrice, closesFirst: ZERO });
  }
  const input = planEntry(run, row, open);
  const plan = planStep(run, row);
  const closes = plan.ok ? plan.legs.filter(({ kind }) => kind === 'reduce') : [];
  return check(input, {
    quantity,
    price: input.account.markPrice ?? input.signal.price,
    closesFirst: closes.reduce((sum, leg) => sum.plus(leg.quantity), ZERO),
  });
}

function check(input: PlanContext, size: Parameters<typeof checkEntrySize>[2]): Refusal | null {
  const { instrument } = input.account;
  return instrument === null ? null : checkEntrySize(input, instrument, size);
}
