/** As TradingView and the exchanges write them, upper case, letters and digits only. */
const CRYPTO_EXCHANGES: ReadonlySet<string> = new Set(
  `BINANCE BINANCEUS BITBANK BITFINEX BITFLYER BITGET BITHUMB BITKUB BITMART BITMEX BITRUE BITSO BITSTAMP BITTREX BITUNIX
  BITVAVO BINGX BLOFIN BTSE BYBIT CEXIO COINBASE COINBASEINTERNATIONAL COINEX COINW CRYPTO CRYPTOCOM DELTA DELTAIN DERIBIT DYDX
  EXMO FTX GATE GATEIO GEMINI HTX HUOBI HYPERLIQUID KCEX KRAKEN KUCOIN LBANK MEXC MERCADO OKCOIN OKEX OKX PARADEX
  PHEMEX PIONEX POLONIEX TOOBIT TOKOCRYPTO UNISWAP UPBIT VERTEX WEEX WHITEBIT WOO WOONETWORK WOOX XT ZOOMEX`.split(
    /\s+/,
  ),
);

/** Delayed data adds `_DL` or `_DLY`; other platforms say which market of the exchange they mean. */
const MARKET_SUFFIX = /(?:[-_. ](?:DLY?|FUTURES?|PERP(?:ETUAL)?S?|SWAP|USDM|USDTM|UM|LINEAR))+$/;

/** Whether the name is that of a crypto exchange. */
export function isCryptoExchange(name: string): boolean {
  const plain = name
    .trim()
    .toUpperCase()
    .replace(MARKET_SUFFIX, '')
    .replace(/[^A-Z0-9]/g, '');
  return CRYPTO_EXCHANGES.has(plain) || CRYPTO_EXCHANGES.has(plain.replace(/(?:USDM|FUTURES)$/, ''));
}
