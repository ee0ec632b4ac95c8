import { afterEach, expect, test } from 'vitest';
import { createBinanceVenue, type BinanceVenueOptions } from '@perpdesk/binance-venue';
import { generateKeyPairSync } from 'node:crypto';
import { until } from './loopback.test.fixture.ts';
import { failureOf, PLACE, transportAt, WS_PLACE } from './transport.test.fixture.ts';
import type { TransportOptions } from './transport.ts';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const open of closing.splice(0).toReversed()) await open.close();
});

const ed25519 = generateKeyPairSync('ed25519');
const publicKey = ed25519.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const privateKey = ed25519.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

async function bench(
  credentials: TransportOptions['credentials'] = { apiKey: 'venue-key', secretKey: 'venue-secret' },
  options: BinanceVenueOptions = {},
) {
  const venue = await createBinanceVenue({ seed: 1, ...options });
  const hosts = { rest: venue.url.replace('http://', ''), wsApi: venue.wsUrl.replace('ws://', '') };
  const transport = transportAt(hosts, { credentials });
  closing.push(venue, transport);
  transport.wsApi.start();
  await until(() => transport.wsApi.isReady);
  await transport.venueClock.measure();
  const validity = () => {
    const fromAt = Math.floor(transport.venueClock.now()) - 500;
    return { fromAt, untilAt: fromAt + 5_000 };
  };
  return { ...transport, venue, validity };
}

for (const [name, credentials, accounts] of [
  ['HMAC', { apiKey: 'venue-key', secretKey: 'venue-secret' }, undefined],
  ['Ed25519', { apiKey: 'key', privateKey }, [{ apiKey: 'key', publicKey }]],
] as const) {
  test(`the venue takes orders signed by ${name} over both transports and reports the same ids back`, async () => {
    const { rest, wsApi, validity, venue } = await bench(credentials, accounts === undefined ? {} : { accounts });
    const overRest = await rest.call({ ...PLACE, validity: validity() });
    const overSocket = await wsApi.call({ ...WS_PLACE, validity: validity() });
    const placed = [overRest, overSocket].map(({ body }) => (body as { readonly orderId: string }).orderId);
    expect(placed).toEqual(venue.state().orders.map(({ orderId }) => orderId));
    for (const id of placed) expect(id).toMatch(/^\d{16,}$/);
  });
}

test('the venue refuses a validity that has passed, over both transports, and executes nothing', async () => {
  const { rest, wsApi, venue } = await bench();
  for (const error of [await failureOf(rest.call(PLACE)), await failureOf(wsApi.call(WS_PLACE))]) {
    expect(error.venue?.code).toBe(-1021);
    expect(error.outcome).not.toBe('unknown');
  }
  expect(venue.state().orders).toEqual([]);
});

test('a clock that runs off is found out by the refusal, and the next order is taken', async () => {
  const { rest, validity, venue, venueClock } = await bench();
  venue.skewClock(90_000);
  await failureOf(rest.call({ ...PLACE, validity: validity() }));
  await until(() => (venueClock.offsetMs ?? 0) > 80_000);
  await rest.call({ ...PLACE, validity: validity() });
  expect(venue.state().orders).toHaveLength(1);
});

test('what the venue counts is what we count', async () => {
  const { rest, wsApi, validity, limits } = await bench();
  for (let order = 0; order < 3; order += 1) {
    await rest.call({ ...PLACE, validity: validity() });
    await wsApi.call({ ...WS_PLACE, validity: validity() });
  }
  expect(limits().ordersPer10s).toEqual({ used: 6, limit: 300 });
  expect(limits().weight.used).toBeGreaterThanOrEqual(4);
});
