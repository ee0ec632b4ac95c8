import type { WebSocket } from 'ws';
import type { Exchange } from '../exchange/exchange.ts';
import type { MarketTick } from '../exchange/market.ts';
import { toJson } from '../to-json.ts';
import { answerSubscriptions } from './subscriptions.ts';

export interface MarketQuery {
  readonly streams: readonly string[];
  readonly isCombined: boolean;
}

/** Prices to whoever subscribes: `<symbol>@markPrice`, `@aggTrade`, `@bookTicker`, `@miniTicker`. */
export function openMarketStream(exchange: Exchange, socket: WebSocket, { streams, isCombined }: MarketQuery): void {
  const wanted = new Set(streams);
  const stop = exchange.market.watch((tick) => {
    for (const [stream, data] of eventsOf(exchange, tick)) {
      if (!wanted.has(stream)) continue;
      socket.send(toJson(isCombined ? { stream, data } : data));
    }
  });
  socket.on('close', stop);
  answerSubscriptions(socket, {
    add: (stream) => wanted.add(stream),
    remove: (stream) => wanted.delete(stream),
    list: () => [...wanted],
  });
}

function eventsOf(
  exchange: Exchange,
  { symbol, last, mark, at, tradeId, isMarkOnly }: MarketTick,
): readonly (readonly [string, object])[] {
  const name = symbol.toLowerCase();
  const price = last.toFixed();
  const markPrice = {
    e: 'markPriceUpdate',
    E: at,
    s: symbol,
    p: mark.toFixed(),
    i: mark.toFixed(),
    P: mark.toFixed(),
    r: '0.00010000',
    T: at,
  };
  const marks = [`${name}@markPrice`, `${name}@markPrice@1s`].map((stream) => [stream, markPrice] as const);
  if (isMarkOnly) return marks;
  const top = exchange.market.topOfBook(symbol);
  const book = {
    e: 'bookTicker',
    u: tradeId,
    E: at,
    T: at,
    s: symbol,
    b: top?.bid.toFixed() ?? price,
    B: '10',
    a: top?.ask.toFixed() ?? price,
    A: '10',
  };
  return [
    ...marks,
    [
      `${name}@aggTrade`,
      { e: 'aggTrade', E: at, s: symbol, a: tradeId, p: price, q: '1', f: tradeId, l: tradeId, T: at, m: false },
    ],
    [`${name}@bookTicker`, book],
    [
      `${name}@miniTicker`,
      { e: '24hrMiniTicker', E: at, s: symbol, c: price, o: price, h: price, l: price, v: '1', q: price },
    ],
  ];
}
