import type { WebSocket } from 'ws';
import type { Exchange } from '../../exchange/exchange.ts';
import { toJson } from '../../to-json.ts';
import { answerSubscriptions } from '../subscriptions.ts';
import { carries, type MarketRoot } from './market-root.ts';
import { markPriceNow, type StreamBody, tickEvents } from './tick-events.ts';

export interface MarketQuery {
  readonly root: MarketRoot;
  readonly streams: readonly string[];
  readonly isCombined: boolean;
}

const BEAT_MS = 1_000;

/** Prices to whoever subscribes, on every change; mark prices also by the clock. */
export function openMarketStream(exchange: Exchange, socket: WebSocket, query: MarketQuery): void {
  const { root, streams } = query;
  let { isCombined } = query;
  const wanted = new Set(streams);
  const send = (stream: string, data: StreamBody) => {
    socket.send(toJson(isCombined ? { stream, data } : data));
  };
  const stopWatching = exchange.market.watch((tick) => {
    for (const stream of wanted) {
      if (!carries(root, stream)) continue;
      for (const body of tickEvents(exchange, tick, stream)) send(stream, body);
    }
  });
  let beats = 0;
  let cancelBeat = () => {};
  const beat = () => {
    cancelBeat = exchange.clock.schedule(BEAT_MS, () => {
      beats += 1;
      for (const stream of wanted) {
        const mark = carries(root, stream) ? markPriceNow(exchange, stream) : null;
        if (mark !== null && (beats * BEAT_MS) % mark.everyMs === 0) send(stream, mark.body);
      }
      beat();
    });
  };
  beat();
  answerSubscriptions(exchange.clock, socket, {
    add: (stream) => void wanted.add(stream),
    remove: (stream) => void wanted.delete(stream),
    list: () => [...wanted],
    combine(isOn) {
      isCombined = isOn;
    },
    isCombined: () => isCombined,
  });
  socket.on('close', () => {
    stopWatching();
    cancelBeat();
  });
}
