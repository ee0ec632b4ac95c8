/** Bases without a path: the adapter appends `/fapi/…`, `/private/ws…` and `/ws-fapi/v1`. */
export interface BinanceEndpoints {
  readonly rest: string;
  readonly stream: string;
  readonly wsApi: string;
}

/**
 * Sources disagree about the host of demo's streams: the SDK, ccxt and LEAN name this one, nautilus
 * wss://demo-fstream.binance.com. Override it where it is silent.
 */
const DEMO_STREAM = 'wss://fstream.binancefuture.com';

const ENDPOINTS = {
  live: {
    rest: 'https://fapi.binance.com',
    stream: 'wss://fstream.binance.com',
    wsApi: 'wss://ws-fapi.binance.com',
  },
  demo: {
    rest: 'https://demo-fapi.binance.com',
    stream: DEMO_STREAM,
    wsApi: 'wss://testnet.binancefuture.com',
  },
} as const satisfies Readonly<Record<string, BinanceEndpoints>>;

/** The hosts of an environment, each of which may be overridden; trailing slashes are dropped. */
export function resolveEndpoints(
  environment: keyof typeof ENDPOINTS,
  overrides: Partial<BinanceEndpoints> = {},
): BinanceEndpoints {
  const { rest, stream, wsApi } = { ...ENDPOINTS[environment], ...overrides };
  return { rest: withoutSlash(rest), stream: withoutSlash(stream), wsApi: withoutSlash(wsApi) };
}

function withoutSlash(base: string): string {
  return base.replace(/\/+$/, '');
}
