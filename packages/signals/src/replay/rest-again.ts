import { decimal, type Decimal, ZERO } from '@perpdesk/broker-core';
import { entryOrders } from '../entries/entry-orders.ts';
import type { RecordedWishPlan, StepPlan } from '../evidence/leg-plan.ts';
import type { EntryPolicy } from '../route.ts';
import { describeOrders, legOf } from './describe-plan.ts';
import { differencesOf, toJson } from './differences.ts';
import type { ReplayDifference } from './replay-types.ts';

const MARKET = 'market';

/** What of the entry's kind is not as it was. */
export function entryDifferences(
  { rests }: StepPlan | RecordedWishPlan,
  now: EntryPolicy,
): readonly ReplayDifference[] {
  const policy = policyNow(rests?.isAsked === true, now);
  return differencesOf(rests?.policy ?? MARKET, policy.type === MARKET ? MARKET : toJson(policy), 'entry');
}

/** Whether the entry would rest as it did; `out` is what the plan comes to now. */
export function restDifferences(
  plan: StepPlan | RecordedWishPlan,
  {
    out,
    entry,
    price,
  }: { readonly out: unknown; readonly entry: EntryPolicy; /** The signal's. */ readonly price: Decimal | null },
): readonly ReplayDifference[] {
  const leg = legOf(out);
  // what comes to nothing, or to another size, is told already
  if (leg?.kind !== 'increase') return [];
  const policy = policyNow(plan.rests?.isAsked === true, entry);
  const was = describeOrders(plan.rests?.orders ?? []);
  return differencesOf(was, describeOrders(ordersNow(plan, { policy, leg, price })), 'entry');
}

interface Resting {
  readonly policy: EntryPolicy;
  readonly leg: { readonly side: string; readonly quantity: string };
  readonly price: Decimal | null;
}

function ordersNow({ rests, account, out }: StepPlan | RecordedWishPlan, { policy, leg, price }: Resting): unknown {
  const from = rests === null ? (account.markPrice ?? price) : rests.price;
  if (policy.type === MARKET || account.instrument === null || from === null) return [];
  const direction = leg.side === 'buy' ? 'long' : 'short';
  // a person may have agreed to less than was planned
  const isSameSize = legOf(out)?.quantity === leg.quantity;
  const quantity = (isSameSize ? rests?.quantity : null) ?? decimal(leg.quantity);
  return toJson(entryOrders({ policy, direction, quantity, price: from, instrument: account.instrument }));
}

/** An alert that names its price rests there, whatever the route's entries do. */
function policyNow(isAsked: boolean, entry: EntryPolicy): EntryPolicy {
  return isAsked ? { ...entry, type: 'limit', offsetPercent: ZERO } : entry;
}
