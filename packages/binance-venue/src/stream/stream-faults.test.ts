import { expect, test } from 'vitest';
import type { BinanceVenue } from '../binance-venue.ts';
import { createFaultPlan } from '../faults/fault-plan.ts';
import type { FaultMatch, StreamFault } from '../faults/fault-rule.ts';
import { openVenue } from '../rest.test.fixture.ts';
import { CUT, openAccount, openStream, pause, summaryOf } from './stream.test.fixture.ts';

const BUY = { side: 'BUY', type: 'MARKET', quantity: '0.010', newClientOrderId: 'in' };
const NEW = 'order in NEW NEW l=0 z=0';
const LITE = 'lite in l=0.010';
const ACCOUNT = 'account ORDER BOTH 0.01';
const FILLED = 'order in TRADE FILLED l=0.01 z=0.01';

/** What an account hears of one market order with the fault on one event. */
async function hearWith(fault: StreamFault, on: FaultMatch = { path: 'ORDER_TRADE_UPDATE' }) {
  const venue = await openVenue();
  const { stream, order } = await openAccount(venue);
  venue.faults.add({ on: { transport: 'stream', ...on }, do: fault });
  await order(BUY);
  await pause(350);
  return { told: stream.frames.map((frame) => (typeof frame === 'string' ? frame : summaryOf(frame))), stream, venue };
}

test('events come twice, not at all, or after those that follow', async () => {
  expect((await hearWith({ kind: 'duplicate' })).told).toEqual([NEW, NEW, LITE, ACCOUNT, FILLED]);
  expect((await hearWith({ kind: 'drop-event' })).told).toEqual([LITE, ACCOUNT, FILLED]);
  expect((await hearWith({ kind: 'reorder' })).told).toEqual([LITE, NEW, ACCOUNT, FILLED]);
  expect((await hearWith({ kind: 'reorder', count: 3 })).told).toEqual([LITE, ACCOUNT, FILLED, NEW]);
  // nothing follows: it comes by itself
  expect((await hearWith({ kind: 'reorder', count: 9 })).told).toEqual([LITE, ACCOUNT, FILLED, NEW]);
});

test('an event that is late holds up all behind it', async () => {
  const venue = await openVenue();
  const { stream, order } = await openAccount(venue);
  venue.faults.add({ on: { path: 'TRADE_LITE' }, do: { kind: 'late', ms: 80 } });
  await order(BUY);
  await pause(30);
  expect(stream.frames.map(summaryOf)).toEqual([NEW]);
  expect((await stream.heard(4)).map(summaryOf)).toEqual([NEW, LITE, ACCOUNT, FILLED]);
});

test('text that is no JSON and events that nobody knows come before the event', async () => {
  expect((await hearWith({ kind: 'malformed' })).told).toEqual([
    '{"e":"ORDER_TRADE_UPDATE","E":',
    NEW,
    LITE,
    ACCOUNT,
    FILLED,
  ]);
  expect((await hearWith({ kind: 'unknown-event' })).told).toEqual(['SOMETHING_NEW', NEW, LITE, ACCOUNT, FILLED]);
});

test('the connection is cut instead of the event', async () => {
  const { told, stream } = await hearWith({ kind: 'close' }, { path: 'ACCOUNT_UPDATE' });
  expect(told).toEqual([NEW, LITE]);
  expect(stream.closedWith).toBe(1006);
});

const isAnswered = async (stream: {
  readonly socket: { ping(): void; once(event: 'pong', call: () => void): void };
}) => {
  let isHeard = false;
  stream.socket.once('pong', () => {
    isHeard = true;
  });
  stream.socket.ping();
  await pause();
  return isHeard;
};

test('a silent connection stays open, and answers pings only if told to', async () => {
  const deaf = await hearWith({ kind: 'silence' }, { path: 'TRADE_LITE' });
  expect(deaf.told).toEqual([NEW]);
  expect(deaf.stream.closedWith).toBeNull();
  expect(await isAnswered(deaf.stream)).toBe(false);
  const dumb = await hearWith({ kind: 'silence', answersPings: true }, { path: 'TRADE_LITE' });
  expect(dumb.told).toEqual([NEW]);
  expect(await isAnswered(dumb.stream)).toBe(true);
});

test('a silent connection is not pinged either, unless it answers pings', async () => {
  const pingsAfter = async (answersPings: boolean) => {
    const venue = await openVenue({ sockets: { pingEveryMs: 10, pongWithinMs: 60_000 } });
    const { stream, order } = await openAccount(venue);
    venue.faults.add({ on: { path: 'TRADE_LITE' }, do: { kind: 'silence', answersPings } });
    await order(BUY);
    await pause(30);
    let pings = 0;
    stream.socket.on('ping', () => {
      pings += 1;
    });
    await pause(100);
    return pings;
  };
  expect(await pingsAfter(false)).toBe(0);
  expect(await pingsAfter(true)).toBeGreaterThan(2);
});

test('a listen key expires in the midst of it', async () => {
  expect((await hearWith({ kind: 'expire-key' }, { path: 'ACCOUNT_UPDATE' })).told).toEqual([
    NEW,
    LITE,
    'listenKeyExpired',
  ]);
});

test('connections are refused while a rule says so, and cut on demand', async () => {
  const venue = await openVenue();
  const { stream, listenKey } = await openAccount(venue);
  venue.cutStreams();
  expect(await stream.closed()).toBe(1006);
  venue.faults.add({ on: { transport: 'stream', path: 'connect' }, do: { kind: 'close' } });
  const path = `/private/ws?listenKey=${listenKey}`;
  await expect(openStream(venue, path)).rejects.toThrow(CUT);
  await expect(openStream(venue, path)).resolves.toBeDefined();
});

const rates = { duplicate: 0.2, reorder: 0.2, 'drop-event': 0.2, malformed: 0.1, 'unknown-event': 0.1, late: 0.1 };

async function tell(venue: BinanceVenue, seed: number) {
  const { stream, order } = await openAccount(venue);
  venue.faults.plan(createFaultPlan(seed, { events: rates, longestMs: 5, on: { transport: 'stream' } }));
  for (let index = 0; index < 10; index += 1) await order({ ...BUY, newClientOrderId: `o${index}` });
  await pause(350);
  return stream.frames.map((frame) => (typeof frame === 'string' ? frame : summaryOf(frame)));
}

test('the same seed draws the same faults', async () => {
  const first = await tell(await openVenue(), 5);
  expect(await tell(await openVenue(), 5)).toEqual(first);
  expect(await tell(await openVenue(), 6)).not.toEqual(first);
});

test('streams can be slower than answers', async () => {
  const venue = await openVenue({ streamDelayMs: 60 });
  const { stream, order } = await openAccount(venue);
  await order(BUY);
  expect(stream.texts).toEqual([]);
  expect((await stream.heard(4)).map(summaryOf)).toEqual([NEW, LITE, ACCOUNT, FILLED]);
});

test('the control door takes each of them, and the plan', async () => {
  const venue = await openVenue();
  const post = (body: unknown) =>
    fetch(`${venue.url}/__control/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const on = { transport: 'stream', path: 'TRADE_LITE' };
  const faults = [{ kind: 'late', ms: 5 }, { kind: 'reorder', count: 2 }, 'expire-key', 'drop-event'];
  expect((await post(faults.map((fault) => ({ on, do: fault })))).status).toBe(200);
  expect((await post({ on, do: { kind: 'silence', answersPings: true } })).status).toBe(200);
  expect((await post({ on, do: { kind: 'late' } })).status).toBe(400);
  expect((await post({ plan: { seed: 1, events: { late: 1 }, longestMs: 1 } })).status).toBe(200);
  const { stream, order } = await openAccount(venue, 'ORDER_TRADE_UPDATE');
  await order(BUY);
  expect(await stream.heard(2)).toHaveLength(2);
  expect(new Set(venue.faults.fired.map((fired) => fired.do.kind))).toContain('late');
});
