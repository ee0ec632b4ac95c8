import type { BinanceVenue } from './binance-venue.ts';
import { createControlDoor } from './control/control-door.ts';
import { createExchange } from './exchange/create-exchange.ts';
import { openHttpServer, toAuthority } from './http/http-server.ts';
import { createRestDoor } from './http/rest-door.ts';
import { isLoopbackHost } from './loopback-host.ts';
import type { BinanceVenueOptions } from './options.ts';
import { openSocketDoors } from './socket-doors.ts';
import { createAccountFeed } from './stream/account-feed.ts';
import { createVenueControls } from './venue-controls.ts';

/**
 * Starts an exchange on loopback that speaks Binance's USDⓈ-M futures protocol; resolves when it listens.
 *
 * @throws {RangeError} for an address that other machines reach, and for options that contradict each other.
 */
export async function createBinanceVenue(options: BinanceVenueOptions = {}): Promise<BinanceVenue> {
  const { host = '127.0.0.1', port = 0 } = options;
  if (!isLoopbackHost(host)) {
    throw new RangeError(`host: ${host} is reachable from other machines. Use 127.0.0.1, ::1 or localhost.`);
  }
  const exchange = createExchange(options);
  const feed = createAccountFeed(exchange, { delayMs: options.streamDelayMs ?? null });
  const controls = createVenueControls(exchange, feed);
  const http = await openHttpServer(
    { host, port },
    { rest: createRestDoor(exchange), control: createControlDoor(exchange, controls) },
  );
  const sockets = openSocketDoors(http.server, exchange, feed, {
    legacyStreams: options.legacyStreams ?? 'silent',
    life: options.sockets ?? {},
  });
  const authority = toAuthority(host, http.port);
  const close = async () => {
    for (const account of exchange.accounts) account.close();
    exchange.listenKeys.close();
    feed.close();
    sockets.close();
    await http.close();
  };
  return {
    url: `http://${authority}`,
    wsUrl: `ws://${authority}`,
    port: http.port,
    ...controls,
    close,
    [Symbol.asyncDispose]: close,
  };
}
