import type { Decimal, Instrument, PositionMode, PositionSide, Side } from '@perpdesk/broker-core';
import type { LedgerState } from '@perpdesk/journal/port';
import type { Route } from '../route.ts';
import type { Refusal, Signal } from '../signal.ts';

/** What the stream owns on the account, from confirmed fills. */
export interface PlanLedger {
  /** Base asset, signed. */
  readonly owned: Decimal;
  /** Base asset per strategy unit; `null` while flat. */
  readonly unit: Decimal | null;
  readonly state: LedgerState;
  /** Base asset, ≥ 0: what other orders of its entries that are planned or with the exchange may still fill. */
  readonly entering: Decimal;
  /** Base asset, ≥ 0: what targets took beyond what the strategy reduced since; an entry does not buy it back. */
  readonly taken: Decimal;
  /** Entries other than the one that is planned of which the position is made or will be: the first opens it, the others are additions. */
  readonly entries: number;
}

/** The account as memory knows it. */
export interface PlanAccount {
  readonly positionMode: PositionMode;
  readonly instrument: Instrument | null;
  readonly isReady: boolean;
  /** Quote asset. */
  readonly equity: Decimal | null;
  readonly leverage: number | null;
  /** Base asset, signed: the real net position; in hedge mode that of the side that the stream owns, else of the side it would open. */
  readonly position: Decimal;
  /** Quote asset. Without it the alert's own price is used, and that is noted. */
  readonly markPrice: Decimal | null;
  /** 0 where only a reduction is planned, as the two below. */
  readonly openPositions: number;
  /** The side that an entry is for is one of them: others may be entering it. Left out by older versions. */
  readonly isSideOpen?: boolean | undefined;
  /** Quote asset, ≥ 0, what is planned, sending, unknown and open included. */
  readonly symbolNotional: Decimal;
  /** Quote asset, ≥ 0, over all symbols, counted likewise. */
  readonly totalNotional: Decimal;
  /** Settle asset, signed: realised and open profit, fees and funding since 00:00 UTC; `null`: not known now. */
  readonly dailyPnl: Decimal | null;
  /** When the stream's last position on the account ended, Unix ms; `null`: none is known, or this signal ends it. */
  readonly closedAt: number | null;
}

export interface PlanGates {
  readonly paused: boolean;
  readonly panicBlocked: boolean;
  /** The instrument takes no more risk until someone accepts its drift. */
  readonly halted: boolean;
  /** The stream that owns this symbol's side on the account; `null` where it is this one or none. */
  readonly otherOwner: string | null;
}

/** What planning needs to know of any signal, and of the account that it is for. */
export interface PlanContext {
  readonly signal: Pick<Signal, 'symbol' | 'price' | 'firedAt' | 'receivedAt' | 'entryRefusal'>;
  readonly route: Pick<Route, 'size' | 'limits' | 'stopLoss' | 'overrides'>;
  /** The account's factor on every size. */
  readonly factor: Decimal;
  readonly ledger: PlanLedger;
  readonly account: PlanAccount;
  readonly gates: PlanGates;
  /** Unix ms. */
  readonly now: number;
}

/** A strategy's step. */
export interface PlanInput extends PlanContext {
  readonly signal: Signal;
  /** Signed, the strategy's units: `previous` of `classifyStep`. */
  readonly effectivePrevious: Decimal;
  /** Signed, the strategy's units: the position that an OPEN's size is for; `null`: the signal's own. */
  readonly sizedBy: Decimal | null;
}

/** What the stream owns once the leg is done; an order is only the means. */
export interface Goal {
  readonly type: 'owned-at-least' | 'owned-at-most';
  /** Base asset, signed: `at-least` and `at-most` compare magnitudes on this side. */
  readonly owned: Decimal;
  /** The ledger's unit from then on; `null` when flat. */
  readonly unit: Decimal | null;
}

export interface PlannedLeg {
  readonly kind: 'increase' | 'reduce';
  readonly side: Side;
  readonly positionSide: PositionSide;
  /** Base asset, > 0, on the step. */
  readonly quantity: Decimal;
  readonly goal: Goal;
  /** The leg leaves nothing that the stream owns. */
  readonly fullClose: boolean;
}

export type PlanResult =
  | {
      readonly ok: true;
      /** In order: each starts when the one before it has reached its goal. Empty: nothing to do, `notes` say why. */
      readonly legs: readonly PlannedLeg[];
      /** The ledger's unit once all legs are done; `null` when flat. */
      readonly unit: Decimal | null;
      readonly notes: readonly string[];
      /** Why a reversal only closes. */
      readonly openRefusal: Refusal | null;
    }
  | Refusal;
