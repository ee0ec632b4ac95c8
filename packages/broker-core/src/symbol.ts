/** An instrument as the exchanges' linear perpetuals are named, and whether the text said that it is one. */
export interface NormalisedSymbol {
  /** Base and quote asset in one, upper case, e.g. `BTCUSDT`. */
  readonly symbol: string;
  /** `false`: the text does not say; it may be the spot pair's name. */
  readonly isPerp: boolean;
}

const MAX_LENGTH = 40;
const QUOTES = 'FDUSD|USDT|USDC|BUSD|TUSD|USDE|USD1|USD|EUR|BTC|ETH|BNB';
const EXCHANGE = /^[A-Z0-9_]+:(?=.)/;
const PERP_SUFFIX = /(?:\.P|[-_.]?PERP|-SWAP|_UMCBL)$/;
/** `BTC/USDT:USDT`: the part after the colon is what it settles in. */
const SLASHED = new RegExp(`^([\\p{L}\\p{N}]+)/(${QUOTES})(?::(${QUOTES}))?$`, 'u');
const JOINED = new RegExp(`^([\\p{L}\\p{N}]+?)[-_]?(${QUOTES})$`, 'u');
/** Binance's and OKX's names of what is quoted in USD and settles in the base asset. */
const INVERSE = /USD_PERP$|-USD-SWAP$/;

/**
 * Reads an instrument's name in the spellings of TradingView and the exchanges: `BINANCE:btcusdt.p`, `BTCUSDTPERP`,
 * `BTC/USDT:USDT`, `BTC-USDT-SWAP`, `ETHUSDT_UMCBL`.
 *
 * `null` where the text names no base and quote asset (`BTC-PERP` says no quote), is a dated future or an inverse one, or
 * is longer than 40 characters. Whether an exchange lists the symbol is for `getInstruments()` to say.
 */
export function toSymbol(text: string): NormalisedSymbol | null {
  if (text.length > MAX_LENGTH) return null;
  const upper = text.trim().toUpperCase();
  const name = upper.includes('/') ? upper : upper.replace(EXCHANGE, '');
  if (INVERSE.test(name)) return null;
  const pair = name.replace(PERP_SUFFIX, '');
  const saysPerp = pair !== name;

  const slashed = SLASHED.exec(pair);
  if (slashed) {
    const [, base, quote, settle] = slashed;
    return settle === undefined || settle === quote
      ? { symbol: `${base}${quote}`, isPerp: saysPerp || settle !== undefined }
      : null;
  }
  const joined = JOINED.exec(pair);
  if (!joined) return null;
  const [, base, quote] = joined;
  return { symbol: `${base}${quote}`, isPerp: saysPerp };
}
