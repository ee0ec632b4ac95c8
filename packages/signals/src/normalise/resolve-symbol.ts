import { toSymbol } from '@perpdesk/broker-core';
import type { Route } from '../route.ts';
import type { Alert, Refusal, RefusalCode } from '../signal.ts';
import { isCryptoExchange } from './crypto-exchanges.ts';

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
      return refuse(
        'unsupported-asset',
        `${quote(exchange)} is no crypto exchange; only crypto perpetuals are traded.`,
      );
    }
  }
  if (CONTINUOUS_FUTURE.test(text)) return refuse('unsupported-asset', `${quote(text)} is no crypto perpetual.`);
  const found = toSymbol(text);
  if (found === null) {
    return refuse('unknown-symbol', `The symbol ${quote(text)} cannot be read; a name such as BTCUSDT.P is expected.`);
  }
  if (!route.symbols.includes(found.symbol)) {
    return refuse('unknown-symbol', `The route does not trade ${found.symbol}; it trades ${route.symbols.join(', ')}.`);
  }
  if (found.isPerp) return { ok: true, symbol: found.symbol, notes: [] };
  if (!route.spotTickerMeansPerp) {
    return refuse(
      'missing-symbol',
      `${quote(text)} is the spot chart’s name; use ${found.symbol}.P or set spotTickerMeansPerp on the route.`,
    );
  }
  return { ok: true, symbol: found.symbol, notes: [`${text} is taken for the perpetual ${found.symbol}.`] };
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 40));
}

function refuse(code: RefusalCode, detail: string): Refusal {
  return { ok: false, code, detail };
}
