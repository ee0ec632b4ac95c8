import type { Decimal } from '@perpdesk/broker-core';
import type { PlanContext, PlannedLeg } from '../plan/plan-types.ts';
import type { Refusal } from '../signal.ts';
import type { Wish, WishProtect } from '../wish.ts';

export interface WishInput extends PlanContext {
  readonly wish: Wish;
  readonly protect: WishProtect | null;
  /** Quote asset, ≥ 0: what new margin may use; `null`: not known yet. */
  readonly freeBalance: Decimal | null;
  /** Quote asset: where the entry would be made; `null`: no price is known. */
  readonly entryPrice: Decimal | null;
  /** Base asset, ≥ 0: what the wish's exit has closed on the account. */
  readonly taken: Decimal;
  /** Base asset: what the whole wish was worth when its exit was planned first; `null`: it had none, or it was not measured. */
  readonly asked: Decimal | null;
}

export type WishPlan =
  | {
      readonly ok: true;
      /** `null`: nothing (more) to do. */
      readonly leg: Pick<PlannedLeg, 'kind' | 'side' | 'positionSide' | 'quantity'> | null;
      /** As in {@link WishInput}, fixed from now on. */
      readonly asked: Decimal | null;
      /** The ledger's from now on: base asset per strategy unit; `null` where the wish is not in its units. */
      readonly unit: Decimal | null;
      /** What a person is to know where there is no leg; `null`: nothing. */
      readonly remark: string | null;
    }
  | Refusal;

export const NOTHING_LEFT: Extract<WishPlan, { readonly ok: true }> = {
  ok: true,
  leg: null,
  asked: null,
  unit: null,
  remark: null,
};

export function refuseWish(code: Refusal['code'], detail: string): Refusal {
  return { ok: false, code, detail };
}
