import type { WebSocket } from 'ws';
import type { Exchange } from '../exchange/exchange.ts';
import type { VenueAccount } from '../exchange/venue-account.ts';
import type { AccountFeed } from './account-feed.ts';
import type { Ear } from './ear.ts';
import { type PrivateItem, readPrivateItem } from './private-query.ts';
import { answerSubscriptions, type Subscriptions } from './subscriptions.ts';

interface Heard {
  readonly account: VenueAccount;
  readonly ear: Ear;
  /** `null` for all. */
  events: Set<string> | null;
}

/**
 * Tells the accounts of the keys over the socket until it closes. Unknown keys connect and hear nothing, as at Binance; a
 * connection whose keys have all expired stays open and hears nothing either, one whose keys were all closed ends.
 */
export function openPrivateStream(
  exchange: Exchange,
  feed: AccountFeed,
  socket: WebSocket,
  { items, isCombined }: { readonly items: readonly PrivateItem[]; readonly isCombined: boolean },
): void {
  const heard = new Map<string, Heard>();
  let mode = isCombined;
  let isSilent = false;

  const earOf = (listenKey: string): Ear => ({
    wants: (type) => wants(heard.get(listenKey), type),
    hear(type, text) {
      if (isSilent) return;
      const stream = heard.get(listenKey)?.events ? `${listenKey}@${type ?? ''}` : listenKey;
      socket.send(mode ? `{"stream":${JSON.stringify(stream)},"data":${text}}` : text);
    },
    silence(answersPings) {
      isSilent = true;
      if (!answersPings) socket.pause();
    },
    cut: () => socket.terminate(),
  });
  const add = ({ listenKey, event }: PrivateItem) => {
    const known = heard.get(listenKey);
    if (known !== undefined) {
      if (event === null) known.events = null;
      else known.events?.add(event);
      return;
    }
    const account = exchange.listenKeys.accountOf(listenKey);
    if (account === null) return;
    const ear = earOf(listenKey);
    heard.set(listenKey, { account, ear, events: event === null ? null : new Set([event]) });
    feed.add(account, ear);
  };
  const drop = (listenKey: string) => {
    const known = heard.get(listenKey);
    if (known === undefined) return;
    feed.remove(known.account, known.ear);
    heard.delete(listenKey);
  };
  const remove = ({ listenKey, event }: PrivateItem) => {
    const known = heard.get(listenKey);
    if (event !== null) known?.events?.delete(event);
    if (event === null || known?.events?.size === 0) drop(listenKey);
  };
  const subscriptions: Subscriptions = {
    add: (stream) => readPrivateItem(stream).forEach(add),
    remove: (stream) => readPrivateItem(stream).forEach(remove),
    list: () =>
      [...heard].flatMap(([key, { events }]) =>
        [...(events ?? [])].map((type) => `${key}@${type}`).concat(events === null ? [key] : []),
      ),
    combine: (isOn) => {
      mode = isOn;
    },
    isCombined: () => mode,
  };
  const stopWatching = exchange.listenKeys.watch((listenKey, _account, end) => {
    const known = heard.get(listenKey);
    if (known === undefined) return;
    if (end === 'expired' && wants(known, 'listenKeyExpired')) {
      const notice = { e: 'listenKeyExpired', E: exchange.clock.now(), listenKey };
      known.ear.hear(notice.e, JSON.stringify(notice));
    }
    drop(listenKey);
    if (end === 'closed' && heard.size === 0) socket.close(1000);
  });
  items.forEach(add);
  answerSubscriptions(exchange.clock, socket, subscriptions);
  socket.on('close', () => {
    stopWatching();
    for (const listenKey of heard.keys()) drop(listenKey);
  });
}

function wants(heard: Heard | undefined, type: string): boolean {
  return heard !== undefined && (heard.events === null || heard.events.has(type));
}
