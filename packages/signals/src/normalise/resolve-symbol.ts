import { toSymbol } from '@perpdesk/broker-core';
import type { Route } from '../route.ts';
import type { Alert, Refusal, RefusalCode } from '../signal.ts';
import { isCryptoExchange } from './crypto-exchanges.ts';
import { sentence } from '../sentences/sentence.ts';

export type SymbolResult = { readonly ok: true; readonly symbol: string; readonly notes: readonly string[] } | Refusal;

/** `BTC/USDT:USDT` has a colon of its own. */
const EXCHANGE_PREFIX = /^([A-Za-z0-9_]+):[^/]+$/;
/** TradingView's continuous futures, e.g. `NK225M1!`. */
const CONTINUOUS_FUTURE = /\d!$/;

/** The route's perpetual that the alert means. */
export function resolveSymbol(
  alert: Pick<Alert, 'symbol' | 'exchange'>,
  route: Pick<Route, 'symbols' | 'spotTickerMeansPerp'>,
): SymbolResult {
  const text = alert.symbol.trim();
  for (const exchange of [EXCHANGE_PREFIX.exec(text)?.[1], alert.exchange]) {
    if (exchange && !isCryptoExchange(exchange)) {
      return refuse('unsupported-asset', sentence('no-crypto-exchange', { shown: quote(exchange) }));
    }
  }
  if (CONTINUOUS_FUTURE.test(text))
    return refuse('unsupported-asset', sentence('no-perpetual', { shown: quote(text) }));
  const found = toSymbol(text);
  if (found === null) {
    return refuse('unknown-symbol', sentence('symbol-unreadable', { shown: quote(text) }));
  }
  if (!route.symbols.includes(found.symbol)) {
    return refuse(
      'unknown-symbol',
      sentence('route-trades', { symbol: found.symbol, symbols: route.symbols.join(', ') }),
    );
  }
  if (found.isPerp) return { ok: true, symbol: found.symbol, notes: [] };
  if (!route.spotTickerMeansPerp) {
    return refuse('missing-symbol', sentence('spot-name', { shown: quote(text), symbol: found.symbol }));
  }
  return { ok: true, symbol: found.symbol, notes: [sentence('taken-for', { shown: text, symbol: found.symbol })] };
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 40));
}

function refuse(code: RefusalCode, detail: string): Refusal {
  return { ok: false, code, detail };
}
