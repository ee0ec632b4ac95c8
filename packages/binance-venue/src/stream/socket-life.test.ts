import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openVenue } from '../rest.test.fixture.ts';
import { openStream, pause, until } from './stream.test.fixture.ts';

test('the exchange pings with its time, and keeps who answers', async () => {
  const venue = await openVenue({ sockets: { pingEveryMs: 20, pongWithinMs: 100 } });
  const stream = await openStream(venue, '/market/ws');
  const payloads: string[] = [];
  stream.socket.on('ping', (data) => payloads.push(data.toString()));
  await pause(200);
  expect(payloads.length).toBeGreaterThan(3);
  expect(Number(payloads[0])).toBeGreaterThan(1e12);
  expect(stream.closedWith).toBeNull();
});

test('who does not answer is cut off; a pong unasked is an answer', async () => {
  const venue = await openVenue({ sockets: { pingEveryMs: 20, pongWithinMs: 80 } });
  const open = (isPonging: boolean) => {
    const socket = new WebSocket(`${venue.wsUrl}/ws-fapi/v1`, { autoPong: false });
    const state = { code: null as number | null };
    socket.on('close', (code) => {
      state.code = code;
    });
    if (isPonging) socket.on('open', () => setInterval(() => socket.pong(), 20).unref());
    return state;
  };
  const [mute, alive] = [open(false), open(true)];
  await until('cut off', () => mute.code !== null);
  expect([mute.code, alive.code]).toEqual([1006, null]);
});

test('every connection ends with its life', async () => {
  const venue = await openVenue({ sockets: { lifeMs: 50 } });
  const streams = await Promise.all(['/private/ws', '/ws-fapi/v1'].map((path) => openStream(venue, path)));
  expect(await Promise.all(streams.map((stream) => stream.closed()))).toEqual([1001, 1001]);
});

test('pings are among the messages that may be too many', async () => {
  const venue = await openVenue();
  const stream = await openStream(venue, '/private/ws');
  for (let count = 0; count < 11; count += 1) stream.socket.ping();
  expect(await stream.closed()).toBe(1006);
});
