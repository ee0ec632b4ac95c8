import { expect, test } from 'vitest';
import { openVenue } from '../rest.test.fixture.ts';
import { createStillClock } from './still-clock.test.fixture.ts';
import { openAccount, pause, summaryOf } from './stream.test.fixture.ts';
import { at } from '../json.test.fixture.ts';

const AT = Date.UTC(2026, 10, 26, 12);
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Nobody can answer a ping while the clock jumps. */
const PATIENT = { pingEveryMs: DAY_MS, pongWithinMs: DAY_MS, lifeMs: DAY_MS };

async function openStill(events = '') {
  const clock = createStillClock(AT);
  const venue = await openVenue({ clock, sockets: PATIENT });
  return { clock, venue, ...(await openAccount(venue, events)) };
}

test('a listen key lives 60 minutes from its last renewal, and says so at its end', async () => {
  const { clock, rest, stream, listenKey } = await openStill();
  clock.advance(59 * MINUTE_MS);
  expect((await rest.put('/fapi/v1/listenKey')).body).toEqual({ listenKey });
  clock.advance(59 * MINUTE_MS);
  expect((await rest.post('/fapi/v1/listenKey')).body).toEqual({ listenKey });
  clock.advance(59 * MINUTE_MS);
  await pause();
  expect(stream.texts).toEqual([]);
  clock.advance(MINUTE_MS);
  expect(await stream.heard(1)).toEqual([{ e: 'listenKeyExpired', E: AT + 178 * MINUTE_MS, listenKey }]);
  expect(at((await rest.put('/fapi/v1/listenKey')).body, 'code')).toBe(-1125);
  expect(stream.closedWith).toBeNull();
});

test('an order that is good till a date expires then, for none of the reasons that have a number', async () => {
  const { clock, stream, order } = await openStill('ORDER_TRADE_UPDATE');
  const goodTillDate = AT + 11 * MINUTE_MS;
  await order({
    side: 'BUY',
    type: 'LIMIT',
    timeInForce: 'GTD',
    goodTillDate: `${goodTillDate}`,
    quantity: '0.010',
    price: '59000',
    newClientOrderId: 'gtd',
  });
  clock.advance(11 * MINUTE_MS);
  const frames = await stream.heard(2);
  expect(frames.map(summaryOf)).toEqual(['order gtd NEW NEW l=0 z=0', 'order gtd EXPIRED EXPIRED l=0 z=0']);
  expect(frames[1]).toMatchObject({ T: goodTillDate, o: { f: 'GTD', gtd: goodTillDate, er: '0' } });
});

test('a conditional order that is good till a date expires in the algo service', async () => {
  const { clock, stream, algo } = await openStill('ALGO_UPDATE/ORDER_TRADE_UPDATE');
  const goodTillDate = AT + 11 * MINUTE_MS;
  await algo({
    side: 'BUY',
    type: 'STOP',
    timeInForce: 'GTD',
    goodTillDate: `${goodTillDate}`,
    quantity: '0.010',
    price: '61000',
    triggerPrice: '61000',
    clientAlgoId: 'gtd',
  });
  clock.advance(11 * MINUTE_MS);
  const frames = await stream.heard(2);
  expect(frames.map(summaryOf)).toEqual(['algo gtd NEW', 'algo gtd EXPIRED']);
  expect(at(frames[1], 'o')).toMatchObject({ gtd: goodTillDate, ai: '', tt: 0 });
});

test('a countdown that runs out cancels plain orders', async () => {
  const { clock, stream, order, rest } = await openStill('ORDER_TRADE_UPDATE');
  const limit = { side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '0.010', newClientOrderId: 'li' };
  await order({ ...limit, price: '59000' });
  await rest.post('/fapi/v1/countdownCancelAll', { symbol: 'BTCUSDT', countdownTime: '120000' });
  clock.advance(2 * MINUTE_MS);
  expect((await stream.heard(2)).map(summaryOf)[1]).toBe('order li CANCELED CANCELED l=0 z=0');
});
