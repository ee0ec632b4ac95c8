import { expect, test } from 'vitest';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { improveOffset } from './offset-estimate.ts';
import { recordLogs } from './transport.test.fixture.ts';
import { createVenueClock } from './venue-clock.ts';

/** An exchange whose clock is off by `offsetMs`, with a way there and a way back for each question. */
function bench(trips: readonly (readonly [thereMs: number, backMs: number])[] = []) {
  const clock = createFakeClock(1_700_000_000_000);
  const { logger, lines } = recordLogs();
  const state = { offsetMs: 250, questions: 0 };
  const venueClock = createVenueClock({
    clock,
    logger,
    async readTime() {
      const [thereMs, backMs] = trips[state.questions] ?? [10, 10];
      state.questions += 1;
      await new Promise<void>((resolve) => void clock.schedule(thereMs, resolve));
      const venueAt = clock.now() + state.offsetMs;
      await new Promise<void>((resolve) => void clock.schedule(backMs, resolve));
      return venueAt;
    },
  });
  return { clock, venueClock, state, lines };
}

test('the sample with the least round trip wins, a slow answer counts for nothing', async () => {
  const { clock, venueClock } = bench([
    [900, 20],
    [5, 600],
    [12, 10],
    [400, 5],
  ]);
  expect([venueClock.offsetMs, venueClock.now()]).toEqual([null, clock.now()]);
  const measured = venueClock.measure();
  await clock.advance(5_000);
  expect(await measured).toBe(1_700_000_000_000 + 900 + 250);
  expect(venueClock.offsetMs).toBe(251);
});

test('one slow reply later moves nothing that it does not disprove', async () => {
  const { clock, venueClock } = bench([
    [10, 10],
    [10, 10],
    [10, 10],
    [10, 10],
    [3_000, 10],
  ]);
  const first = venueClock.measure();
  await clock.advance(1_000);
  await first;
  const second = venueClock.measure();
  await clock.advance(5_000);
  await second;
  expect(venueClock.offsetMs).toBe(250);
});

test('a periodic sample moves the estimate by half a second at most', () => {
  const known = { offsetMs: 0, errorMs: 5, measuredAt: 0 };
  const at = (venueAt: number) => improveOffset(known, { sentAt: 1_000, receivedAt: 1_004, venueAt }).offsetMs;
  expect([at(1_302), at(-3_600_000), at(3_600_000)]).toEqual([300, -500, 500]);
});

test('the time told does not go back by a little', async () => {
  const { clock, venueClock, state } = bench();
  const first = venueClock.measure();
  await clock.advance(1_000);
  await first;
  const before = venueClock.now();
  state.offsetMs = 50;
  const second = venueClock.measure();
  await clock.advance(20);
  await second;
  expect(venueClock.offsetMs).toBe(50);
  expect(venueClock.now()).toBe(before);
  await clock.advance(500);
  expect(venueClock.now()).toBe(clock.now() + 50);
});

test('it is measured again every few minutes, and not after it is closed', async () => {
  const { clock, venueClock, state } = bench();
  venueClock.start();
  venueClock.start();
  await clock.advance(299_999);
  expect(state.questions).toBe(0);
  await clock.advance(1_000);
  expect([state.questions, venueClock.offsetMs]).toEqual([4, 250]);
  venueClock.close();
  venueClock.start();
  venueClock.doubt();
  await clock.advance(3_600_000);
  expect([state.questions, clock.scheduledCount]).toEqual([4, 0]);
});

test('a refused time is measured at once, once for all refusals, and believed whole', async () => {
  const { clock, venueClock, state, lines } = bench();
  const first = venueClock.measure();
  await clock.advance(1_000);
  await first;
  state.offsetMs = -90_000;
  for (let refusal = 0; refusal < 20; refusal += 1) venueClock.doubt();
  await clock.advance(200);
  for (let refusal = 0; refusal < 20; refusal += 1) venueClock.doubt();
  await clock.advance(200);
  expect([state.questions, venueClock.offsetMs]).toEqual([8, -90_000]);
  expect(venueClock.now()).toBe(clock.now() - 90_000);
  expect(lines.filter(({ level }) => level === 'warn').map(({ fields }) => fields?.['offsetMs'])).toEqual([-90_000]);
});
