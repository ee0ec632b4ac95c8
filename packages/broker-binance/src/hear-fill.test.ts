import { expect, test } from 'vitest';
import { decimal, systemClock } from '@perpdesk/broker-core';
import { fakeInstrument } from '@perpdesk/broker-core/testing';
import { openBench, taking, until } from './venue-bench.test.fixture.ts';

const LIST = '/fapi/v1/exchangeInfo';

/** An exchange whose step has become finer since the broker read it. */
async function withOldStep() {
  let aheadMs = 0;
  const clock = { ...systemClock, now: () => Date.now() + aheadMs };
  const instruments = [fakeInstrument({ stepSize: decimal('0.0001') })];
  const { venue, add, calls } = await openBench({}, { instruments });
  const now = await (await fetch(`${venue.url}${LIST}`)).text();
  const body = now.replaceAll('"stepSize":"0.0001"', '"stepSize":"0.001"');
  expect(body).not.toBe(now);
  venue.faults.add({
    on: { transport: 'rest', method: 'GET', path: LIST },
    do: { kind: 'answer', status: 200, body, isExecuted: false },
  });
  const broker = add({ clock });
  await broker.connect();
  // not so soon after they were read
  aheadMs = 11_000;
  venue.skewClock(aheadMs);
  calls.length = 0;
  return { venue, broker, calls };
}

test('a fill off the step that is known has the instruments read anew, one on it does not', async () => {
  const { venue, broker, calls } = await withOldStep();
  const filled: string[] = [];
  const listen = async () => {
    for await (const event of broker.watchAccount()) {
      if (event.type === 'fill-received') filled.push(event.fill.quantity.toFixed());
    }
  };
  void listen();
  await broker.placeOrder(taking('on'));
  await until('one is heard', () => filled.includes('0.01'));
  expect(calls).not.toContain(`GET ${LIST}`);
  venue.setLiquidity(decimal('0.0015'));
  await broker.placeOrder(taking('off'));
  await until('the other is heard', () => filled.includes('0.0015'));
  await until('they are read', () => calls.includes(`GET ${LIST}`));
  expect((await broker.getInstruments())[0]?.stepSize.toFixed()).toBe('0.0001');
});
