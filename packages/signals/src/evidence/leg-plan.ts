import type { Decimal } from '@perpdesk/broker-core';
import type { QuantityInput } from '../plan/plan-quantity.ts';
import type { PlanAccount, PlanGates, PlanLedger } from '../plan/plan-types.ts';

/** As JSON of the code that was in force. */
export type RecordedJson = Readonly<Record<string, unknown>>;

/** How an entry rests. */
export interface RecordedRest {
  readonly policy: RecordedJson & { readonly type: string };
  /** The alert said it itself. */
  readonly isAsked: boolean;
  /** Quote asset: what the orders' prices were reckoned from; `null`: none was known. */
  readonly price: Decimal | null;
  /** Base asset: of all orders together. */
  readonly quantity: Decimal | null;
  readonly orders: readonly { readonly price: string; readonly quantity: string; readonly postOnly: boolean }[];
}

/** Of the signal, as it was planned. */
export interface RecordedSignal {
  /** Quote asset; none for a wish that rests elsewhere than at the market. */
  readonly price: Decimal | null;
  /** Unix ms. */
  readonly firedAt: number | null;
  /** Unix ms. */
  readonly receivedAt: number;
}

interface RecordedPlan {
  /** When it was planned, Unix ms. */
  readonly at: number;
  readonly factor: Decimal;
  /** Of route and account together. */
  readonly policy: RecordedJson;
  readonly ledger: PlanLedger;
  readonly account: PlanAccount;
  readonly gates: PlanGates;
  /** What came out. */
  readonly out: RecordedJson;
  /** `null`: at the market, or no entry. */
  readonly rests: RecordedRest | null;
}

/** Of a strategy's step. */
export interface StepPlan extends RecordedPlan {
  readonly type: 'step';
  /** `next`: signed, the strategy's units; zero where the leg closes all. */
  readonly signal: RecordedSignal & { readonly next: Decimal };
  /** Signed, the strategy's units. */
  readonly from: Decimal;
  readonly sizedBy: Decimal | null;
}

/** Of what an alert asks for. */
export interface RecordedWishPlan extends RecordedPlan {
  readonly type: 'wish';
  readonly signal: RecordedSignal;
  /** Of the signal's wishes, from 0. */
  readonly index: number;
  readonly isExit: boolean;
  readonly freeBalance: Decimal | null;
  readonly entryPrice: Decimal | null;
  readonly taken: Decimal;
  readonly asked: Decimal | null;
}

/** Of what a person, or the desk by itself, takes off the real position. */
export interface QuantityPlan {
  readonly type: 'quantity';
  /** Unix ms. */
  readonly at: number;
  readonly input: QuantityInput;
  readonly out: RecordedJson;
}

/** What an order was planned from, and what came out. */
export type LegPlan = StepPlan | RecordedWishPlan | QuantityPlan;
