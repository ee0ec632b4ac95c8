import type { Decimal } from '@perpdesk/broker-core';
import type { EntryOrder } from '../entries/entry-orders.ts';
import type { QuantityInput, QuantityResult } from '../plan/plan-quantity.ts';
import type { PlanContext, PlanInput, PlanResult } from '../plan/plan-types.ts';
import type { EntryPolicy } from '../route.ts';
import type { WishInput, WishPlan } from '../wishes/wish-plan-types.ts';

/** What a leg was planned from, and what came out. */
export type PlanBasis =
  | { readonly type: 'step'; readonly input: PlanInput; readonly out: PlanResult }
  | {
      readonly type: 'wish';
      readonly input: WishInput;
      /** Of the signal's wishes, from 0. */
      readonly index: number;
      readonly isExit: boolean;
      readonly out: WishPlan;
    }
  | { readonly type: 'quantity'; readonly input: QuantityInput; readonly out: QuantityResult };

/** How the leg's entry rests. */
export interface RestPlan {
  readonly policy: EntryPolicy;
  /** The alert said it itself. */
  readonly isAsked: boolean;
  /** Quote asset. */
  readonly price: Decimal | null;
  /** Base asset, as text. */
  readonly quantity: string | null;
  readonly orders: readonly EntryOrder[];
}

/** No text in it is longer: names come from alerts. */
const MAX_TEXT = 500;

/**
 * At most some 3 kB, of amounts, names and limits; no secret is among what planning knows.
 *
 * @param rests `null`: at the market, or no entry.
 */
export function formatLegPlan(basis: PlanBasis, at: number, rests: RestPlan | null): string {
  return JSON.stringify({ at, ...toRecord(basis), rests }, (_, value: unknown) =>
    typeof value === 'string' && value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT - 1)}…` : value,
  );
}

function toRecord(basis: PlanBasis): object {
  switch (basis.type) {
    case 'quantity':
      return basis;
    case 'step': {
      const { signal, effectivePrevious, sizedBy } = basis.input;
      const { next, price, firedAt, receivedAt } = signal;
      return {
        ...contextOf(basis.input),
        type: basis.type,
        signal: { next, price, firedAt, receivedAt },
        from: effectivePrevious,
        sizedBy,
        out: basis.out,
      };
    }
    case 'wish': {
      const { type, index, isExit, input, out } = basis;
      const { price, firedAt, receivedAt } = input.signal;
      const { freeBalance, entryPrice, taken, asked } = input;
      const signal = { price, firedAt, receivedAt };
      return { ...contextOf(input), type, signal, index, isExit, freeBalance, entryPrice, taken, asked, out };
    }
    default:
      return basis satisfies never;
  }
}

function contextOf({ route, factor, ledger, account, gates }: PlanContext): object {
  return { factor, policy: route, ledger, account, gates };
}
