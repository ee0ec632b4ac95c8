import type { WebSocket } from 'ws';
import type { Exchange } from '../exchange/exchange.ts';
import type { AccountFeed, Ear } from './account-feed.ts';
import { answerSubscriptions } from './subscriptions.ts';

/** What a connection to the account stream asked for. */
export interface PrivateQuery {
  readonly listenKeys: readonly string[];
  /** `null` for all. */
  readonly events: ReadonlySet<string> | null;
  /** `/stream` mode: each event in an envelope that names its key. */
  readonly isCombined: boolean;
}

/** `?listenKey=A&listenKey=B&events=X/Y`; in `/stream` mode also `?streams=A/B`. */
export function readPrivateQuery(query: URLSearchParams, isCombined: boolean): PrivateQuery {
  const events = query.get('events');
  const streams = query.get('streams')?.split('/') ?? [];
  return {
    listenKeys: [...query.getAll('listenKey'), ...streams].filter((key) => key !== ''),
    events: events === null || events === '' ? null : new Set(events.split('/')),
    isCombined,
  };
}

/**
 * Tells the accounts of the keys over the socket until it closes; keys are streams that can be subscribed to as well.
 * Unknown keys connect and hear nothing, as at Binance.
 */
export function openPrivateStream(exchange: Exchange, feed: AccountFeed, socket: WebSocket, query: PrivateQuery): void {
  const { events, isCombined } = query;
  let isSilent = false;
  const heard = new Map<string, () => void>();
  const add = (listenKey: string) => {
    if (heard.has(listenKey)) return;
    const account = exchange.listenKeys.accountOf(listenKey);
    if (account === null) return;
    const ear: Ear = {
      events,
      hear(text) {
        if (!isSilent) socket.send(isCombined ? `{"stream":"${listenKey}","data":${text}}` : text);
      },
      silence() {
        isSilent = true;
        socket.pause();
      },
      cut: () => socket.terminate(),
    };
    feed.add(account, ear);
    const stop = exchange.listenKeys.watch((key, _account, end) => {
      if (key !== listenKey) return;
      const E = exchange.clock.now();
      if (end === 'expired') ear.hear(JSON.stringify({ e: 'listenKeyExpired', E, listenKey }));
      socket.close(1000);
    });
    heard.set(listenKey, () => {
      stop();
      feed.remove(account, ear);
    });
  };
  const remove = (listenKey: string) => {
    heard.get(listenKey)?.();
    heard.delete(listenKey);
  };
  for (const listenKey of query.listenKeys) add(listenKey);
  answerSubscriptions(socket, { add, remove, list: () => [...heard.keys()] });
  socket.on('close', () => {
    for (const listenKey of heard.keys()) remove(listenKey);
  });
}
