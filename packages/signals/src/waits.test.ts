import { createFakeClock } from '@perpdesk/broker-core/testing';
import { expect, test } from 'vitest';
import { createWaits } from './waits.ts';

function createNotes() {
  const clock = createFakeClock(0);
  const waits = createWaits(clock);
  const over: string[] = [];
  const wait = (key: string, ms: number): void =>
    void waits.wait(key, ms).then(() => over.push(`${key} ${clock.now()}`));
  return { clock, waits, over, wait };
}

test('a wait ends after its time', async () => {
  const { clock, over, wait } = createNotes();
  wait('order', 10);
  await clock.advance(9);
  expect(over).toEqual([]);
  await clock.advance(1);
  expect(over).toEqual(['order 10']);
});

test('it ends when it is woken, and only it', async () => {
  const { clock, waits, over, wait } = createNotes();
  wait('order', 10);
  wait('another', 10);
  await clock.advance(3);
  waits.wake('order');
  waits.wake('nobody');
  await clock.advance(0);
  expect(over).toEqual(['order 3']);
  await clock.advance(20);
  expect(over).toEqual(['order 3', 'another 10']);
});

test('of two under one name the newer is woken; the older keeps its time', async () => {
  const { clock, waits, over, wait } = createNotes();
  wait('order', 10);
  wait('order', 20);
  await clock.advance(3);
  waits.wake('order');
  await clock.advance(30);
  expect(over).toEqual(['order 3', 'order 10']);
});

test('all end at once', async () => {
  const { clock, waits, over, wait } = createNotes();
  wait('order', 10);
  wait('order', 20);
  wait('another', 30);
  waits.endAll();
  await clock.advance(0);
  expect(over).toEqual(['order 0', 'order 0', 'another 0']);
});
