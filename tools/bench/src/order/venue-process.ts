import { createBinanceVenue } from '@perpdesk/binance-venue';
import { decimal } from '@perpdesk/broker-core';
import { CONTENDER_NAMES } from './contender.ts';
import { heldSecretOf } from './secret-of.ts';

/** The venue in a process of its own; its limits do not bind, since the clients are what is measured. */
const venue = await createBinanceVenue({
  port: 0,
  seed: 1,
  // an account each, so that no client hears of another's orders
  accounts: CONTENDER_NAMES.map((name) => ({
    name,
    apiKey: `${name}-key`,
    ...heldSecretOf(name),
    balances: { USDT: decimal('1000000000') },
  })),
  limits: { weightPerMinute: 1_000_000_000, ordersPer10s: 1_000_000_000, ordersPerMinute: 1_000_000_000 },
  // after the answer, one by one, as they come from an exchange
  streamDelayMs: 0,
});
process.send?.({ rest: venue.url, socket: venue.wsUrl });
process.on('disconnect', () => process.exit(0));
