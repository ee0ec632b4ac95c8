import type { Decimal, MarginType, PositionMode, TriggerPriceType } from '@perpdesk/broker-core';
import type { LimitsConfig } from './limits-config.ts';
import type { Secret } from './secret.ts';

/** A simulated account's own settings. */
export interface PaperConfig {
  /** By asset, ≥ 0. */
  readonly balances: Readonly<Record<string, Decimal>>;
  readonly seed: number;
  /** Annual, as a fraction; 0 lets prices stand. */
  readonly volatility: Decimal;
  /** Quote asset, by instrument: where prices begin. */
  readonly prices: Readonly<Record<string, Decimal>>;
  /** Fractions of notional, ≥ 0. */
  readonly fees: { readonly maker: Decimal; readonly taker: Decimal };
}

/** What the broker manager sets when the account connects; what is left out stays as it is. */
export interface AccountSettings {
  readonly leverage?: number;
  readonly marginType?: MarginType;
  readonly positionMode?: PositionMode;
  readonly symbols: Readonly<Record<string, { readonly leverage?: number; readonly marginType?: MarginType }>>;
  /** Instruments that routes trade on this account. */
  readonly tradedSymbols: readonly string[];
}

/** How an account at an exchange is reached. */
export interface VenueConfig {
  readonly credentials: {
    readonly apiKey: Secret;
    readonly secretKey: Secret | null;
    readonly privateKey: Secret | null;
  } | null;
  /** Bases without a slash at their end; `null`: the exchange's own. */
  readonly endpoints: { readonly rest: string | null; readonly stream: string | null; readonly wsApi: string | null };
  readonly recvWindowMs: number;
  /** A live key may withdraw. */
  readonly allowsWithdrawals: boolean;
}

/** When an account's chats are warned; percent, `null`: never. */
export interface WarningsConfig {
  /** From the mark price to the liquidation price. */
  readonly liquidationPercent: Decimal;
  /** From the mark price to the nearest stop. */
  readonly stopPercent: Decimal | null;
  /** Maintenance margin of the equity. */
  readonly marginPercent: Decimal;
  /** Of the equity at 00:00 UTC. */
  readonly dayDrawdownPercent: Decimal | null;
  /** Of the highest equity. */
  readonly drawdownPercent: Decimal | null;
  /** Of the level: so much better it has to be before it counts as over. */
  readonly hysteresisPercent: Decimal;
}

export interface BrokerConfig {
  readonly id: string;
  readonly type: string;
  readonly isEnabled: boolean;
  readonly environment: 'live' | 'demo' | 'paper';
  readonly accountSettings: AccountSettings;
  /** How long past its validity an order counts as possible. */
  readonly absenceMarginMs: number;
  /** Beside those of the routes; `null`: none. */
  readonly limits: LimitsConfig | null;
  readonly warnings: WarningsConfig;
  /** `null` for other types than paper. */
  readonly paper: PaperConfig | null;
  /** `null` for type paper. */
  readonly venue: VenueConfig | null;
}

/** How an OPEN is sized on an account: unit and basis are in the name. */
export type SizeConfig =
  | { readonly type: 'signal'; readonly factor: Decimal }
  | { readonly type: 'quantity'; readonly quantity: Decimal }
  | { readonly type: 'notional'; readonly notional: Decimal }
  | { readonly type: 'margin'; readonly margin: Decimal }
  | { readonly type: 'equity-percent-notional'; readonly percent: Decimal }
  | { readonly type: 'equity-percent-margin'; readonly percent: Decimal }
  | { readonly type: 'risk-percent'; readonly percent: Decimal };

export interface EntryConfig {
  readonly type: 'market' | 'limit' | 'chase' | 'ladder';
  /** ≥ 0. */
  readonly offsetPercent: Decimal;
  readonly expiryMs: number;
  readonly fallback: 'cancel' | 'market';
  readonly steps: number;
}

/** Quote asset, or percent of the average entry price. */
export type LevelConfig =
  | { readonly basis: 'price'; readonly price: Decimal }
  | { readonly basis: 'percent'; readonly percent: Decimal };

/** `percent` of the average entry price; `price` in quote asset. */
export type StopLossConfig = { readonly triggerBy: TriggerPriceType } & (
  | { readonly percent: Decimal }
  | { readonly price: Decimal }
  | { readonly fromAlert: true }
);

export interface RouteConfig {
  readonly id: string;
  /** One, or two while one is replaced. */
  readonly tokens: readonly Secret[];
  readonly secret: Secret | null;
  /** Address ranges; none: any. */
  readonly allowFrom: readonly string[];
  readonly mode: 'chain' | 'target' | 'direction' | 'order' | 'command' | 'notify';
  readonly dialect: 'native' | 'traderspost' | 'threecommas' | 'okx' | 'tvcbot' | 'kv';
  readonly execute: 'auto' | 'ask' | 'notify';
  readonly askExits: boolean;
  readonly dryRun: boolean;
  /** `dryRun`: of this account alone, whatever the route says. */
  readonly brokers: readonly { readonly brokerId: string; readonly factor: Decimal; readonly dryRun?: boolean }[];
  readonly symbols: readonly string[];
  readonly spotTickerMeansPerp: boolean;
  readonly size: SizeConfig;
  readonly stopLoss: StopLossConfig | null;
  /** In order; `share` in percent of the position, the last takes the rest. */
  readonly takeProfits: readonly { readonly at: LevelConfig; readonly share: Decimal | null }[];
  /** Percent: of the average entry price, and of the best price. */
  readonly trailing: { readonly activatePercent: Decimal | null; readonly callbackPercent: Decimal } | null;
  readonly breakEvenAfter: number | null;
  readonly entry: EntryConfig;
  readonly limits: LimitsConfig;
  /** What an alert may say in the route's place. */
  readonly overrides: readonly ('leverage' | 'size' | 'type' | 'protect')[];
  readonly allowNoTime: boolean;
  readonly perFireId: boolean;
  readonly netting: 'exclusive' | 'ledger';
  readonly onDrift: 'ledger' | 'absolute' | 'halt';
  readonly onGap: 'adopt' | 'hold';
  readonly firstSight: 'wait-flat' | 'adopt';
  readonly reorderWindowMs: number;
  /** How long without an alert is told; bars without `barMs` are as long as the alerts say, else a day. `null`: never. */
  readonly silence:
    | { readonly type: 'after'; readonly ms: number }
    | { readonly type: 'bars'; readonly bars: number; readonly barMs: number | null }
    | null;
  /** Names of chats. */
  readonly relay: readonly string[];
}

export interface UserConfig {
  readonly id: string;
  readonly role: 'owner' | 'trader' | 'viewer';
  /** `null`: all. */
  readonly brokers: readonly string[] | null;
  /** Base32; `null`: this person has none. */
  readonly totp: Secret | null;
}

/** Notional from which on, quote asset; `null`: never. */
export interface FromSizeConfig {
  readonly owner: Decimal | null;
  readonly trader: Decimal | null;
}

/** What adding risk takes beside a tap. */
export interface ApprovalConfig {
  /** `null`, for who has a `totp`: always. */
  readonly codeFrom: FromSizeConfig;
  readonly secondFrom: FromSizeConfig;
  /** What one person adds to a symbol of an account in this time counts as one order, ms. */
  readonly withinMs: number;
  /** Name of the chat where another person is asked if it was said in private; `null`: none. */
  readonly chat: string | null;
}

export interface ChatConfig {
  readonly name: string;
  readonly id: string;
  readonly topic: number | null;
  /** By type, by group (what stands before the type's dot) or for `all`; the narrowest counts. */
  readonly notify: Readonly<Record<string, 'loud' | 'silent' | 'off'>>;
  /** `null`: the block's. */
  readonly language: 'en' | 'de' | null;
  /** IANA name; `null`: the block's. */
  readonly timeZone: string | null;
  /** `HH:MM` in the chat's time zone. */
  readonly summaryAt: string;
}

export interface JournalConfig {
  readonly engine: 'sqlite' | 'postgres';
  /** It may hold a password. */
  readonly url: Secret;
  /** Where the journal is, for people. */
  readonly label: string;
  /** The journal's own file, relative paths resolved against the YAML's folder; with PostgreSQL the one beside which paper accounts lie. */
  readonly file: string;
  readonly retentionMs: number;
  readonly leaseTtlMs: number;
}

export interface TelegramConfig {
  /** The chat page on this machine in place of Telegram. */
  readonly isLoopback: boolean;
  /** `null` on loopback alone. */
  readonly token: Secret | null;
  /** `null`: Telegram's own. */
  readonly apiRoot: string | null;
  /** Where Telegram posts updates to; `null`: the desk asks for them. */
  readonly webhookUrl: string | null;
  /** Of everybody and every chat without one of their own. */
  readonly language: 'en' | 'de';
  /** IANA name; of everybody and every chat without one of their own. */
  readonly timeZone: string;
  readonly users: readonly UserConfig[];
  readonly approval: ApprovalConfig;
  readonly chats: readonly ChatConfig[];
}

export interface ServerConfig {
  readonly host: string;
  /** 0: any. */
  readonly port: number;
  /** Address ranges of proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  readonly metrics: boolean;
}

/** A checked configuration, frozen all the way down. */
export interface PerpdeskConfig {
  readonly brokers: readonly BrokerConfig[];
  readonly routes: readonly RouteConfig[];
  /** `null`: no chat. */
  readonly telegram: TelegramConfig | null;
  readonly server: ServerConfig;
  readonly journal: JournalConfig;
}
