import { createBinanceVenue } from '@perpdesk/binance-venue';
import { decimal } from '@perpdesk/broker-core';

/** The venue in a process of its own; its limits do not bind, since the clients are what is measured. */
const venue = await createBinanceVenue({
  port: 0,
  seed: 1,
  accounts: [{ name: 'bench', apiKey: 'bench-key', secretKey: 'bench-secret', balances: { USDT: decimal('1000000000') } }],
  limits: { weightPerMinute: 1_000_000_000, ordersPer10s: 1_000_000_000, ordersPerMinute: 1_000_000_000 },
});
process.send?.({ rest: venue.url, socket: venue.wsUrl, apiKey: 'bench-key', secretKey: 'bench-secret' });
process.on('disconnect', () => process.exit(0));
