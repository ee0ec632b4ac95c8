import type { Exchange } from '../../exchange/exchange.ts';
import type { MarketTick } from '../../exchange/market.ts';
import { klineFrames } from './kline-frames.ts';
import { aggTradeFrame, bookTickerFrame, depthFrame, markPriceFrame, miniTickerFrame } from './market-frames.ts';

/** What a stream says; lists for the streams of all symbols. */
export type StreamBody = Readonly<Record<string, unknown>> | readonly Readonly<Record<string, unknown>>[];

const DEPTH = /^depth(5|10|20)?(@(100|250|500)ms)?$/;
const KLINE = /^kline_(\w+)$/;

/** What the streams of one symbol, and those of all symbols, say when its price has changed. */
export function tickEvents(exchange: Exchange, tick: MarketTick, stream: string): readonly StreamBody[] {
  const { market } = exchange;
  const listed = market.symbols.get(tick.symbol);
  const top = market.topOfBook(tick.symbol);
  if (listed === undefined || top === null) return [];
  const kind = kindOf(stream, tick.symbol);
  if (kind === null) return [];
  const mark = () => markPriceFrame(tick, tick.at);
  if (kind === 'markPrice' || kind === 'markPrice@1s') return [mark()];
  if (stream.startsWith('!markPrice@arr')) return [[mark()]];
  if (tick.isMarkOnly) return [];
  const interval = KLINE.exec(kind)?.[1];
  if (interval !== undefined) return klineFrames(market.ticks(tick.symbol), interval, listed);
  if (DEPTH.test(kind)) return [depthFrame(tick, top, listed)];
  switch (kind) {
    case 'aggTrade':
      return [aggTradeFrame(tick, listed)];
    case 'bookTicker':
    case '!bookTicker':
      return [bookTickerFrame(tick, top, listed)];
    case 'miniTicker':
      return [miniTickerFrame(tick, market.ticks(tick.symbol), listed)];
    case '!miniTicker@arr':
      return [[miniTickerFrame(tick, market.ticks(tick.symbol), listed)]];
    default:
      return [];
  }
}

/** `btcusdt@aggTrade` → `aggTrade`; names that begin with `!` are of all symbols; `null` for another symbol's. */
function kindOf(stream: string, symbol: string): string | null {
  if (stream.startsWith('!')) return stream;
  const at = stream.indexOf('@');
  return at > 0 && stream.slice(0, at) === symbol.toLowerCase() ? stream.slice(at + 1) : null;
}

const MARK_PRICE = /^(?:(?<name>[^!@]+)@markPrice|!markPrice@arr)(?<fast>@1s)?$/;

/** What a mark price stream says every three seconds, or every second, price or no price; `null` for other streams. */
export function markPriceNow(
  exchange: Exchange,
  stream: string,
): { readonly everyMs: number; readonly body: StreamBody } | null {
  const found = MARK_PRICE.exec(stream);
  if (found === null) return null;
  const { name, fast } = found.groups ?? {};
  const now = exchange.clock.now();
  const everyMs = fast === undefined ? 3_000 : 1_000;
  const frames = [...exchange.market.symbols.keys()].flatMap((symbol) => {
    const tick = exchange.market.latest(symbol);
    return tick === null ? [] : [markPriceFrame(tick, now)];
  });
  if (name === undefined) return { everyMs, body: frames };
  const own = frames.find(({ s }) => s === name.toUpperCase());
  return own === undefined ? null : { everyMs, body: own };
}
