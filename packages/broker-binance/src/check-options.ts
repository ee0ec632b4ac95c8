import { BrokerError } from '@perpdesk/broker-core';
import { type BinanceBrokerOptions, BINANCE_ENVIRONMENTS } from './binance-options.ts';

const SCHEMES = {
  rest: ['http:', 'https:'],
  stream: ['ws:', 'wss:'],
  wsApi: ['ws:', 'wss:'],
} as const satisfies Readonly<Record<keyof NonNullable<BinanceBrokerOptions['endpoints']>, readonly string[]>>;
const TIMES = ['readTimeoutMs', 'writeTimeoutMs', 'deafAfterMs', 'stuckAfterMs'] as const;
const LONGEST_WINDOW_MS = 60_000;

/** @throws {BrokerError} `invalid-request`, not-sent: names the option that cannot be, and never shows an address or a key. */
export function checkOptions(options: BinanceBrokerOptions): void {
  const { environment, endpoints = {}, recvWindowMs } = options;
  if (!BINANCE_ENVIRONMENTS.includes(environment)) {
    throw wrong('environment', `is none of ${BINANCE_ENVIRONMENTS.join(', ')}. Use one.`);
  }
  for (const name of ['rest', 'stream', 'wsApi'] as const) {
    const base = endpoints[name];
    if (base !== undefined && !isBase(base, SCHEMES[name])) {
      throw wrong(`endpoints.${name}`, `is no address that begins with ${SCHEMES[name].join('// or ')}//. Mend it.`);
    }
  }
  if (recvWindowMs !== undefined && !isWhole(recvWindowMs, LONGEST_WINDOW_MS)) {
    throw wrong('recvWindowMs', `${recvWindowMs} is not 1 to ${LONGEST_WINDOW_MS} whole ms. Choose another.`);
  }
  for (const name of TIMES) {
    const ms = options[name];
    if (ms !== undefined && !isWhole(ms, Number.MAX_SAFE_INTEGER)) {
      throw wrong(name, `${ms} is no whole number of ms from 1 on. Choose another.`);
    }
  }
}

function isBase(text: string, schemes: readonly string[]): boolean {
  return URL.canParse(text) && schemes.includes(new URL(text).protocol);
}

function isWhole(ms: number, most: number): boolean {
  return Number.isSafeInteger(ms) && ms >= 1 && ms <= most;
}

function wrong(name: string, fact: string): BrokerError {
  return new BrokerError('invalid-request', { operation: 'createBroker', message: `The option ${name} ${fact}` });
}
