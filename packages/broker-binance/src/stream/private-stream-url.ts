/** The events that we ask for. TRADE_LITE is left out: ORDER_TRADE_UPDATE tells the same in full. */
export const ACCOUNT_EVENTS = [
  'ORDER_TRADE_UPDATE',
  'ALGO_UPDATE',
  'ACCOUNT_UPDATE',
  'ACCOUNT_CONFIG_UPDATE',
  'MARGIN_CALL',
  'listenKeyExpired',
] as const;

/**
 * Where the account stream is. Only the routed path speaks since 2026-04-23; the old one connects and stays silent.
 *
 * @param base Of the streams, e.g. `wss://fstream.binance.com`. @param listenKey Makes the address a secret.
 */
export function privateStreamUrl(base: string, listenKey: string): string {
  return `${base}/private/ws?listenKey=${encodeURIComponent(listenKey)}&events=${ACCOUNT_EVENTS.join('/')}`;
}
