import { expect, test } from 'vitest';
import { silentLogger, toVenueOrderId, type Order } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { conditional, plain } from './orders.test.fixture.ts';
import { createTriggerWatch } from './trigger-watch.ts';

const triggering = (overrides: Partial<Order> = {}) =>
  conditional('9', { venueStatus: 'TRIGGERING', updatedAt: 1_900, ...overrides });
const executing = triggering({ executionOrderId: toVenueOrderId('7') });

function watchOf(answer: () => Promise<Order | null>) {
  const clock = createFakeClock(0);
  const said: string[] = [];
  const looks: number[] = [];
  const watch = createTriggerWatch({
    clock,
    logger: silentLogger,
    random: () => 0,
    lookUp() {
      looks.push(clock.now());
      return answer();
    },
    onMoved: () => void said.push('moved'),
    onStuck: (_, triggeredAt) => void said.push(`stuck since ${triggeredAt}`),
  });
  return { clock, watch, said, looks };
}

test('says nothing where the execution shows up in time', async () => {
  const { clock, watch, said, looks } = watchOf(async () => null);
  watch.see(triggering());
  await clock.advance(2_900);
  watch.see(executing);
  await clock.advance(60_000);
  expect([said, looks]).toEqual([[], []]);
});

test('does not look at plain orders, nor at conditional ones that wait for their price', async () => {
  const { clock, watch, looks } = watchOf(async () => null);
  watch.see(plain('7', { venueStatus: 'TRIGGERING' }));
  watch.see(conditional('8'));
  await clock.advance(60_000);
  expect(looks).toEqual([]);
});

test('says once that it is stuck, and looks on until it ends', async () => {
  const { clock, watch, said, looks } = watchOf(async () => triggering({ updatedAt: 2_500 }));
  watch.see(triggering());
  watch.see(triggering({ updatedAt: 2_000 }));
  await clock.advance(100_000);
  expect(said).toEqual(['stuck since 1900']);
  expect(looks.length).toBeGreaterThan(4);
  watch.see(triggering({ status: 'expired', venueStatus: 'EXPIRED' }));
  const before = looks.length;
  await clock.advance(100_000);
  expect(looks).toHaveLength(before);
  expect(clock.scheduledCount).toBe(0);
});

test('an execution that the stream has not told is no stuck order', async () => {
  const { clock, watch, said } = watchOf(async () => executing);
  watch.see(triggering());
  await clock.advance(3_100);
  expect(said).toEqual(['moved']);
});

test('a look that fails proves nothing', async () => {
  let isOnline = false;
  const { clock, watch, said } = watchOf(async () => {
    if (!isOnline) throw new Error('offline');
    return triggering();
  });
  watch.see(triggering());
  await clock.advance(20_000);
  expect(said).toEqual([]);
  isOnline = true;
  await clock.advance(30_000);
  expect(said).toEqual(['stuck since 1900']);
});

test('an order that the exchange does not know at all is stuck too', async () => {
  const { clock, watch, said } = watchOf(async () => null);
  watch.see(triggering());
  await clock.advance(3_100);
  expect(said).toEqual(['stuck since 1900']);
  watch.close();
  expect(clock.scheduledCount).toBe(0);
});
