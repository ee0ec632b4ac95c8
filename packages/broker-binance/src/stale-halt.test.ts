import { expect, test } from 'vitest';
import { decimal, systemClock } from '@perpdesk/broker-core';
import { failureOf, id, openBench, resting, taking, until } from './venue-bench.test.fixture.ts';

const stop = {
  type: 'stop-market',
  symbol: 'BTCUSDT',
  side: 'sell',
  positionSide: 'net',
  closePosition: true,
  triggerPrice: decimal('50000'),
} as const;

/** A position in an instrument that was halted when the rules were read, and is traded again. */
async function afterHalt() {
  let aheadMs = 0;
  const clock = { ...systemClock, now: () => Date.now() + aheadMs };
  const { venue, add, calls } = await openBench({}, { clock });
  const first = add({ clock });
  await first.connect();
  await first.placeOrder(taking('in'));
  await first.close();
  venue.haltSymbol('BTCUSDT', true);
  const broker = add({ clock });
  await broker.connect();
  const endHalt = () => venue.haltSymbol('BTCUSDT', false);
  return { venue, broker, calls, endHalt, pass: (ms: number) => void (aheadMs += ms) };
}

test('a halt that is over keeps no exit and no stop from the exchange', async () => {
  const { venue, broker, endHalt } = await afterHalt();
  endHalt();
  expect((await broker.placeOrder({ ...stop, clientOrderId: id('stop') })).status).toBe('open');
  await broker.closePosition('BTCUSDT', { clientOrderId: id('out') });
  expect(venue.state().positions).toEqual([]);
});

test('while the halt lasts the exchange itself refuses the exit', async () => {
  const { broker } = await afterHalt();
  const refused = await failureOf(broker.closePosition('BTCUSDT', { clientOrderId: id('out') }));
  expect(refused).toMatchObject({ code: 'instrument-not-trading', outcome: 'rejected' });
});

test('an entry refused for a halt that is known has the rules read anew, and the next one goes', async () => {
  const { broker, calls, endHalt, pass } = await afterHalt();
  endHalt();
  pass(10_000);
  calls.length = 0;
  expect(await failureOf(broker.placeOrder(resting('a')))).toMatchObject({
    code: 'instrument-not-trading',
    outcome: 'not-sent',
  });
  await until('they are read', () => calls.includes('GET /fapi/v1/exchangeInfo'));
  expect((await broker.getInstruments()).find(({ symbol }) => symbol === 'BTCUSDT')?.status).toBe('trading');
  expect((await broker.placeOrder(resting('b'))).status).toBe('open');
});
