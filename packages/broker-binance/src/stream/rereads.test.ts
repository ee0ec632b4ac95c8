import { expect, test } from 'vitest';
import { settableClock } from '../settable-clock.test.fixture.ts';
import { createRereads } from './rereads.ts';

function rereadsOf(everyMs = 10_000) {
  const clock = settableClock(0);
  const reads: string[] = [];
  const state = { isBusy: false };
  const rereads = createRereads({
    clock,
    everyMs,
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

test('the more there is to read for, the rarer it is read, until it was quiet', async () => {
  const { clock, reads, rereads } = rereadsOf(1_000);
  for (let second = 0; second < 120; second += 1) {
    rereads.want('again');
    await clock.advance(1_000);
  }
  const times = () => reads.map((one) => Number.parseInt(one, 10) / 1_000);
  expect(times()).toEqual([0, 1, 3, 7, 15, 31, 61, 91]);
  await clock.advance(120_000);
  rereads.want('once');
  await clock.advance(1_000);
  rereads.want('twice');
  await clock.advance(1_000);
  expect(times().slice(-2)).toEqual([240, 241]);
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

test('a clock that is set back makes no wait longer', async () => {
  const { clock, reads, rereads } = rereadsOf();
  rereads.want('a');
  await clock.advance(1_000);
  clock.set(-3_600_000);
  rereads.want('b');
  await clock.advance(10_000);
  expect(reads).toEqual(['0 a', '-3589000 b']);
});
