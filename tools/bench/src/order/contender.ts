/** Where the venue is and how to sign for it. */
export interface Target {
  readonly rest: string;
  readonly socket: string;
  readonly apiKey: string;
  /** HMAC text, or the PEM of an Ed25519 key. */
  readonly secretKey: string;
}

/** A client that is ready to place orders. */
export interface Contender {
  /** Places one limit order that cannot fill and resolves when it is acknowledged. */
  place(id: string): Promise<void>;
  close(): Promise<void>;
}

/** Loads its client (which is timed) and connects it. */
export interface ContenderModule {
  load(): Promise<unknown>;
  open(target: Target): Promise<Contender>;
}

/** The order that all of them place: far from the market, gone at once, so that nothing piles up. */
export const ORDER = { symbol: 'BTCUSDT', side: 'BUY', quantity: '0.010', price: '30000.0' } as const;

interface ContenderFacts {
  readonly title: string;
  /** What a user installs for it. */
  readonly packages: readonly string[];
  /** It hears the account's stream itself; for the others the bench does, so that the venue tells each account alike. */
  readonly hearsAccount?: true;
  /** Default HMAC. */
  readonly signsBy?: 'ed25519';
}

const OURS = { packages: ['@perpdesk/broker-binance'], hearsAccount: true } as const;

/** The first is what all are held against. */
export const CONTENDERS = {
  undici: { title: 'hand-signed, REST (undici)', packages: ['undici'] },
  'hand-signed-ws': { title: 'hand-signed, WS-API (WebSocket of Node)', packages: [] },
  'perpdesk-ws-ed25519': { title: '**broker-binance, WS-API, Ed25519 key**', ...OURS, signsBy: 'ed25519' },
  'perpdesk-ws': { title: '**broker-binance, WS-API**', ...OURS },
  'perpdesk-rest': { title: '**broker-binance, REST**', ...OURS },
  ccxt: { title: 'ccxt, REST', packages: ['ccxt'] },
  sdk: { title: 'binance (SDK), REST', packages: ['binance'] },
  connector: { title: 'official connector, REST', packages: ['@binance/derivatives-trading-usds-futures'] },
} as const satisfies Readonly<Record<string, ContenderFacts>>;
export type ContenderName = keyof typeof CONTENDERS;
export const CONTENDER_NAMES: readonly ContenderName[] = [
  'undici',
  'hand-signed-ws',
  'perpdesk-ws-ed25519',
  'perpdesk-ws',
  'perpdesk-rest',
  'ccxt',
  'sdk',
  'connector',
];
