import type { AccountTag } from '@perpdesk/signals';

export type RiskKind = 'liquidation' | 'stop' | 'margin' | 'day-drawdown' | 'drawdown';

/** A level was crossed, or is left again by the margin of its hysteresis. Decimals are plain text: they are stored. */
export interface RiskMessage {
  readonly type: 'risk.warning' | 'risk.eased';
  readonly account: AccountTag;
  readonly about: RiskKind;
  /** Of a position; else `null`. */
  readonly symbol: string | null;
  readonly direction: 'long' | 'short' | null;
  /** The distance, or the share of the equity. */
  readonly percent: string;
  /** From which on it is told. */
  readonly level: string;
  /** The mark price, or the equity. */
  readonly now: string;
  /** The liquidation or stop price, the maintenance margin, or the equity that is compared with. */
  readonly edge: string;
  /** What an equity is in. */
  readonly asset: string;
}

/** A route, or one of its strategies, has sent no alert for as long as its route allows; or sends again. */
export interface SilenceMessage {
  readonly type: 'signal.silent' | 'signal.resumed';
  readonly routeId: string;
  /** `null`: the whole route, which has sent none yet. */
  readonly stream: string | null;
  /** Unix ms: of the last alert before; `null`: there was none. */
  readonly lastAt: number | null;
  /** How long no alert came, ms. */
  readonly silentMs: number;
  /** Where the route counts bars. */
  readonly bars: number | null;
}

/** What an account did in a span; decimals as plain text. */
export interface AccountSummary {
  readonly account: AccountTag;
  /** Signed, by the exchange's bookings; `null`: they could not be read. */
  readonly sums: {
    readonly asset: string;
    readonly realized: string;
    readonly fees: string;
    readonly funding: string;
    readonly net: string;
  } | null;
  /** It booked something in other assets too, which is left out. */
  readonly hasOther?: true;
  /** Now; `null`: not known. */
  readonly equity: string | null;
  /** Now. */
  readonly openPositions: number;
  readonly fills: number;
  /** Orders that realised something, and those that realised more than nothing. */
  readonly closings: number;
  readonly won: number;
}

export interface SummaryMessage {
  readonly type: 'summary.daily' | 'summary.weekly';
  /** Unix ms: from, and up to. */
  readonly fromAt: number;
  readonly toAt: number;
  /** It was due then and could not be told. */
  readonly isLate: boolean;
  readonly accounts: readonly AccountSummary[];
  readonly alerts: number;
  /** Of them. */
  readonly refused: number;
}

/** What happened while the desk was not running. */
export interface AwayMessage {
  readonly type: 'desk.away';
  /** Unix ms: when it was alive last, and when it started again. */
  readonly fromAt: number;
  readonly toAt: number;
  readonly accounts: readonly {
    readonly account: AccountTag;
    /** It is not connected yet: what it did is not known. */
    readonly isUnread: boolean;
    readonly fills: number;
    /** Signed, settle asset, before fees. */
    readonly realizedPnl: string;
    /** Instruments that filled. */
    readonly symbols: readonly string[];
  }[];
}

/** What the desk notices by looking, beside what the engine tells. */
export type WatchMessage = RiskMessage | SilenceMessage | SummaryMessage | AwayMessage;
