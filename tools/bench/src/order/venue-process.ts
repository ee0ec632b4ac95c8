import { createBinanceVenue } from '@perpdesk/binance-venue';
import { decimal } from '@perpdesk/broker-core';
import { CONTENDERS } from './contender.ts';

/** The venue in a process of its own; its limits do not bind, since the clients are what is measured. */
const names: readonly string[] = Object.keys(CONTENDERS);
const venue = await createBinanceVenue({
  port: 0,
  seed: 1,
  // an account each, so that no client hears of another's orders
  accounts: names.map((name) => ({
    name,
    apiKey: `${name}-key`,
    secretKey: `${name}-secret`,
    balances: { USDT: decimal('1000000000') },
  })),
  limits: { weightPerMinute: 1_000_000_000, ordersPer10s: 1_000_000_000, ordersPerMinute: 1_000_000_000 },
  // after the answer, one by one, as they come from an exchange
  streamDelayMs: 0,
});
process.send?.({ rest: venue.url, socket: venue.wsUrl });
process.on('disconnect', () => process.exit(0));
