/** Which streams a connection may hear: since 2026-04-23 each root carries its own, the un-routed paths the public ones. */
export type MarketRoot = 'public' | 'market' | 'all';

const PUBLIC = /bookTicker|@depth|@rpiDepth/;

/** A stream that the root does not carry can be subscribed to and stays silent. */
export function carries(root: MarketRoot, stream: string): boolean {
  return root === 'all' || PUBLIC.test(stream) === (root === 'public');
}
