import type { Decimal, TriggerPriceType } from '@perpdesk/broker-core';
import type { WishPrice } from './wish.ts';

/** What an alert says: a strategy's step or position, a direction, one order, a command, or words alone. */
export const ROUTE_MODES = ['chain', 'target', 'direction', 'order', 'command', 'notify'] as const;
export type RouteMode = (typeof ROUTE_MODES)[number];

/** Whose form the alerts have. */
export const ROUTE_DIALECTS = ['native', 'traderspost', 'threecommas', 'okx', 'tvcbot', 'kv'] as const;
export type RouteDialect = (typeof ROUTE_DIALECTS)[number];

/** How an OPEN is sized on an account: unit and basis are in the name. */
export type SizePolicy =
  /** Factor on the alert's own quantity. */
  | { readonly type: 'signal'; readonly factor: Decimal }
  /** Base asset. */
  | { readonly type: 'quantity'; readonly quantity: Decimal }
  /** Quote asset. */
  | { readonly type: 'notional'; readonly notional: Decimal }
  /** Quote asset of margin; times the leverage it is the notional. */
  | { readonly type: 'margin'; readonly margin: Decimal }
  /** Percent of equity as notional. */
  | { readonly type: 'equity-percent-notional'; readonly percent: Decimal }
  /** Percent of equity as margin. */
  | { readonly type: 'equity-percent-margin'; readonly percent: Decimal }
  /** Percent of equity lost when the stop is hit. */
  | { readonly type: 'risk-percent'; readonly percent: Decimal };

/** Where a position is given up. */
export type StopLossPolicy = { readonly triggerBy: TriggerPriceType } & (
  | {
      /** Percent of the average entry price. */
      readonly percent: Decimal;
      readonly price?: never;
      readonly fromAlert?: never;
    }
  | {
      /** Quote asset. */
      readonly price: Decimal;
      readonly percent?: never;
      readonly fromAlert?: never;
    }
  | {
      /** The alert names it; an entry without one is refused. */
      readonly fromAlert: true;
      readonly percent?: never;
      readonly price?: never;
    }
);

/** Where a part of a position is taken. */
export interface TargetPolicy {
  readonly at: WishPrice;
  /** Percent of the position; `null`: an even part of what is left. The last target takes the rest, whatever it says. */
  readonly share: Decimal | null;
}

/** A stop that follows the best price. */
export interface TrailingPolicy {
  /** Percent of the average entry price beyond which it begins; `null`: at once. */
  readonly activatePercent: Decimal | null;
  /** Percent of the best price. */
  readonly callbackPercent: Decimal;
}

/** What stands at the exchange once a position is filled. */
export interface ProtectPolicy {
  readonly stopLoss: StopLossPolicy | null;
  /** In order; all are triggered by the last price. */
  readonly takeProfits: readonly TargetPolicy[];
  readonly trailing: TrailingPolicy | null;
  /** Once so many targets filled, the stop stands at the average entry price; `null`: never. */
  readonly breakEvenAfter: number | null;
}

/** What an alert may say in place of its route. */
export const ROUTE_OVERRIDES = ['leverage', 'size', 'type', 'protect'] as const;
export type RouteOverride = (typeof ROUTE_OVERRIDES)[number];

/** How positions are entered. */
export interface EntryPolicy {
  /**
   * `limit`: one resting order. `chase`: one that only makes, moved after the market. `ladder`: several, from the market to
   * `offsetPercent` from it.
   */
  readonly type: 'market' | 'limit' | 'chase' | 'ladder';
  /** Percent of the market's price by which a limit order is better, or the last one of a ladder; ≥ 0. */
  readonly offsetPercent: Decimal;
  /** How long orders rest, ms. */
  readonly expiryMs: number;
  /** What becomes of what is not filled then. */
  readonly fallback: 'cancel' | 'market';
  /** Orders of a ladder, ≥ 1. */
  readonly steps: number;
}

/** They block risk, never its reduction. */
export interface Limits {
  /** Of entries, from `firedAt`, ms. */
  readonly maxAgeMs: number;
  /** Quote asset, per symbol and account, after the order. */
  readonly maxNotional: Decimal | null;
  /** Quote asset, per account over all symbols, after the order. */
  readonly maxTotalNotional: Decimal | null;
  /** Open positions per account. */
  readonly maxPositions: number | null;
  /** Entries that a strategy's position takes on an account after the one that opened it. */
  readonly maxAdds: number | null;
  readonly sides: readonly ('long' | 'short')[];
  /** Percent by which the alert's price may differ from the mark price. */
  readonly priceGuardPercent: Decimal | null;
  /** Of the instrument on the account. */
  readonly maxLeverage: number | null;
  /** Settle asset, > 0: realised and open loss, fees and funding of the account since 00:00 UTC. */
  readonly dailyLoss: Decimal | null;
  /** Between the end of the stream's position on the account and its next opening, ms. */
  readonly cooldownMs: number | null;
  /** When positions may be opened or grown. */
  readonly hours: TradingHours | null;
  /** Further hours that hold beside them, where route and account both have some. */
  readonly hoursBeside?: TradingHours | undefined;
}

/** Of every day; over midnight where `from` is the later one. */
export interface TradingHours {
  /** `HH:MM`, from this minute on. */
  readonly from: string;
  /** `HH:MM`, up to this minute. */
  readonly to: string;
  /** IANA name. */
  readonly timeZone: string;
}

export interface RouteBroker {
  readonly brokerId: string;
  /** Multiplies every size on this account. */
  readonly factor: Decimal;
  /** Nothing of the route is sent on this account; it is told what would be. Default: as the route. */
  readonly dryRun?: boolean;
}

/**
 * What becomes of a step: orders at once; a card that a person answers, for what adds risk; or words alone, while the
 * accounts take no part.
 */
export const ROUTE_EXECUTIONS = ['auto', 'ask', 'notify'] as const;
export type RouteExecution = (typeof ROUTE_EXECUTIONS)[number];

/** Where alerts come in and what they may do. */
export interface Route extends ProtectPolicy {
  readonly id: string;
  /** SHA-256 of each valid path token, hex; two while one is rotated. */
  readonly tokenHashes: readonly string[];
  /** SHA-256 of the body's secret field, hex; `null`: none is asked for. */
  readonly secretHash: string | null;
  readonly mode: RouteMode;
  readonly dialect: RouteDialect;
  readonly execute: RouteExecution;
  /** With `ask`: what lowers risk waits for a person, too. */
  readonly askExits: boolean;
  /** Nothing is sent on any account; it is told what would be. */
  readonly dryRun: boolean;
  readonly brokers: readonly RouteBroker[];
  readonly symbols: readonly string[];
  /** A ticker without `.P` means the perpetual. */
  readonly spotTickerMeansPerp: boolean;
  readonly size: SizePolicy;
  readonly entry: EntryPolicy;
  readonly limits: Limits;
  /** Anything else that an alert carries of these is ignored, and noted. */
  readonly overrides: readonly RouteOverride[];
  /** Alerts that carry no time are taken. */
  readonly allowNoTime: boolean;
  /** The alert's `id` is another one each time it fires: it is the key by which a repeat is known. */
  readonly perFireId: boolean;
  /** Whether its streams may share an instrument on an account with each other, and with those of other `ledger` routes. */
  readonly netting: 'exclusive' | 'ledger';
  /**
   * When the account holds something that no strategy owns: leave it; close it, up to `limits.maxNotional`; or take no more
   * risk in the instrument until someone resumes. What was owned and is gone is never bought back.
   */
  readonly onDrift: 'ledger' | 'absolute' | 'halt';
  /** When an alert is missing from the chain: go to the position that the next one names, or wait for an operator. */
  readonly onGap: 'adopt' | 'hold';
  /** A strategy that is first seen in a position: wait until it is flat or turns, or take its position over. */
  readonly firstSight: 'wait-flat' | 'adopt';
  /** How long an alert that does not follow on the last one waits for the one between, ms. */
  readonly reorderWindowMs: number;
  /** Names of chats that hear of it. */
  readonly relay: readonly string[];
}
