import { expect, test } from 'vitest';
import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import type { BinanceVenue } from './binance-venue.ts';
import type { CallFault } from './faults/fault-rule.ts';
import { createRestClient, openVenue, send, signHmac } from './rest.test.fixture.ts';
import { CUT, openStream, pause, startListenKey } from './stream/stream.test.fixture.ts';

const WS_API = '/ws-fapi/v1';
const PATHS = [
  ['ws-api', WS_API],
  ['stream', '/private/ws?listenKey=none'],
  ['stream', '/market/ws/btcusdt@aggTrade'],
  ['stream', '/public/stream?streams=btcusdt@bookTicker'],
] as const;

const tooMany = {
  kind: 'answer',
  status: 429,
  code: -1003,
  msg: 'Too many requests.',
  headers: { 'retry-after': '7' },
  isExecuted: false,
} as const;

/** How a handshake that is refused is answered. */
async function handshake(venue: BinanceVenue, path: string) {
  const socket = new WebSocket(`${venue.wsUrl}${path}`);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    socket.once('unexpected-response', (_request, answer) => resolve(answer));
    socket.once('open', () => reject(new Error('It was taken.')));
    socket.once('error', reject);
  });
  let body = '';
  for await (const chunk of response) body += String(chunk);
  const { statusCode, statusMessage, headers } = response;
  return { statusCode, statusMessage, headers, body };
}

test.each(PATHS)(
  'a rule refuses the handshake of the %s (%s) with a status, headers and text',
  async (transport, path) => {
    const venue = await openVenue();
    venue.faults.add({ on: { transport, path: 'connect' }, do: tooMany });
    expect(await handshake(venue, path)).toMatchObject({
      statusCode: 429,
      statusMessage: 'Too Many Requests',
      headers: { 'retry-after': '7', 'content-type': 'application/json' },
      body: '{"code":-1003,"msg":"Too many requests."}',
    });
    expect(venue.faults.fired).toMatchObject([{ on: { transport, path: 'connect' }, do: { status: 429 } }]);
    await expect(openStream(venue, path)).resolves.toBeDefined();
  },
);

test('text that is no JSON comes as it is, and a control door makes the rule', async () => {
  const venue = await openVenue();
  const rule = { on: { transport: 'ws-api', path: 'connect' }, do: { kind: 'answer', status: 403, body: '<html>' } };
  const init = { method: 'POST', body: JSON.stringify(rule) };
  expect((await send(`${venue.url}/__control/faults`, init)).status).toBe(200);
  expect(await handshake(venue, WS_API)).toMatchObject({ statusCode: 403, body: '<html>' });
});

test('a handshake is cut, held up, or never answered', async () => {
  const venue = await openVenue();
  const meet = (fault: CallFault) => venue.faults.add({ on: { transport: 'ws-api', path: 'connect' }, do: fault });
  meet({ kind: 'drop-before' });
  await expect(openStream(venue, WS_API)).rejects.toThrow(CUT);
  meet({ kind: 'hold', ms: 80 });
  const startedAt = Date.now();
  await openStream(venue, WS_API);
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(79);
  meet({ kind: 'hang-before' });
  const hanging = openStream(venue, WS_API);
  expect(await Promise.race([hanging.catch(() => 'failed'), pause(80)])).toBeUndefined();
  await venue.close();
  await expect(hanging).rejects.toThrow(CUT);
});

test('a rule may be about one account: by the key of its stream', async () => {
  const keys = ['a', 'b'].map((name) => ({ name, apiKey: `key-${name}`, secretKey: `secret-${name}` }));
  const venue = await openVenue({ accounts: keys });
  const [a, b] = await Promise.all(
    keys.map(({ apiKey, secretKey }) => startListenKey(createRestClient(venue, { apiKey, sign: signHmac(secretKey) }))),
  );
  venue.faults.add({ on: { transport: 'stream', path: 'connect', account: 'b' }, do: tooMany });
  await expect(openStream(venue, `/private/ws?listenKey=${a}`)).resolves.toBeDefined();
  expect(await handshake(venue, `/private/ws?listenKey=${b}`)).toMatchObject({ statusCode: 429 });
});

test('a rule that names no path is left to the calls', async () => {
  const venue = await openVenue();
  venue.faults.add({ on: { transport: 'ws-api' }, do: tooMany });
  const stream = await openStream(venue, WS_API);
  stream.send({ id: 1, method: 'ping' });
  expect(await stream.heard(1)).toMatchObject([{ id: 1, status: 429 }]);
});

test('a client that goes away while it waits harms nobody', async () => {
  const venue = await openVenue();
  venue.faults.add({ on: { transport: 'ws-api', path: 'connect' }, do: { kind: 'hold', ms: 60 } });
  const socket = new WebSocket(`${venue.wsUrl}${WS_API}`);
  socket.on('error', () => {});
  await pause(20);
  socket.terminate();
  await pause(80);
  await expect(openStream(venue, WS_API)).resolves.toBeDefined();
});
