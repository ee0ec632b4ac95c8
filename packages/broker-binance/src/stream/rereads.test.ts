import { expect, test } from '@jest/globals';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createRereads } from './rereads.ts';

function rereadsOf() {
  const clock = createFakeClock(0);
  const reads: string[] = [];
  const state = { isBusy: false };
  const rereads = createRereads({
    clock,
    everyMs: 10_000,
    isBusy: () => state.isBusy,
    read: (reason) => void reads.push(`${clock.now()} ${reason}`),
  });
  return { clock, reads, state, rereads };
}

test('the first reading is at once, the next no sooner than allowed', async () => {
  const { clock, reads, rereads } = rereadsOf();
  rereads.want('a');
  rereads.want('b');
  await clock.advance(1_000);
  rereads.want('c');
  rereads.want('d');
  await clock.advance(20_000);
  expect(reads).toEqual(['0 a', '10000 c']);
});

test('one that is urgent does not wait for one that is not', async () => {
  const { clock, reads, rereads } = rereadsOf();
  rereads.want('later', 8_000);
  await clock.advance(1_000);
  rereads.want('now');
  await clock.advance(20_000);
  expect(reads).toEqual(['1000 now']);
});

test('while the account is read anyway, one more reading follows', async () => {
  const { clock, reads, state, rereads } = rereadsOf();
  state.isBusy = true;
  rereads.want('a');
  await clock.advance(5_000);
  expect(reads).toEqual([]);
  state.isBusy = false;
  await clock.advance(6_000);
  expect(reads).toEqual(['10000 a']);
  rereads.want('b');
  rereads.close();
  expect(clock.scheduledCount).toBe(0);
});
