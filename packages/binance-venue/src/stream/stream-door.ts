import type { WebSocket } from 'ws';
import type { Exchange } from '../exchange/exchange.ts';
import type { AccountFeed } from './account-feed.ts';
import { openMarketStream } from './market/market-stream.ts';
import { openPrivateStream } from './private-stream.ts';
import { readPrivateItems } from './private-query.ts';

export interface StreamDoorOptions {
  /**
   * What the un-routed `/ws/…` and `/stream` carry. `silent`: the public streams alone, all else connects and says
   * nothing, as live since 2026-04-23; `works`: everything, as demo still does.
   */
  readonly legacyStreams: 'silent' | 'works';
}

const ROUTED = ['public', 'market', 'private'] as const;
/** What an account's stream is called where it is not routed. */
const LISTEN_KEY = /^[0-9A-Za-z]{40,}/;

/** What a connection to this address does; `null` where there is no stream. */
export function findStreamDoor(
  exchange: Exchange,
  feed: AccountFeed,
  url: URL,
  { legacyStreams }: StreamDoorOptions,
): ((socket: WebSocket) => void) | null {
  const parts = url.pathname.split('/').slice(1).map(decode);
  const root = ROUTED.find((name) => name === parts[0]) ?? 'legacy';
  const [mode, ...path] = root === 'legacy' ? parts : parts.slice(1);
  if (mode !== 'ws' && mode !== 'stream') return null;
  const isCombined = mode === 'stream';
  const named = path.filter((part) => part !== '');
  const streams = [...named, ...(url.searchParams.get('streams')?.split('/') ?? [])].filter((name) => name !== '');
  const hearAccount = () => {
    const items = readPrivateItems(url.searchParams, named);
    return (socket: WebSocket) => openPrivateStream(exchange, feed, socket, { items, isCombined });
  };
  if (root === 'private') return hearAccount();
  if (root !== 'legacy') return (socket) => openMarketStream(exchange, socket, { root, streams, isCombined });
  if (legacyStreams === 'silent') {
    return (socket) => openMarketStream(exchange, socket, { root: 'public', streams, isCombined });
  }
  const isAccount = url.searchParams.has('listenKey') || streams.some((name) => LISTEN_KEY.test(name));
  if (isAccount) return hearAccount();
  return (socket) => openMarketStream(exchange, socket, { root: 'all', streams, isCombined });
}

/** Names of symbols may be percent-encoded; what is not well-formed is no name. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
