import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { silentLogger } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createMetrics } from './metrics.ts';
import { watchStalls } from './stall-watch.ts';
import { createSystemStallMeter } from './system-stall-meter.ts';

test('a stall of more than 200 ms is warned of once, with its length, and counted', async () => {
  const clock = createFakeClock(0);
  const metrics = createMetrics();
  const warned: unknown[] = [];
  const found = [0, 200, 340, 0];
  let isStopped = false;
  const stop = watchStalls({
    clock,
    logger: { ...silentLogger, warn: (message, fields) => void warned.push([message, fields]) },
    meter: { takeLongest: () => found.shift() ?? 0, stop: () => void (isStopped = true) },
    onStall: (ms) => metrics.countStall(ms),
  });
  await clock.advance(60_000);
  expect(warned).toEqual([['the event loop stood still', { ms: 340 }]]);
  const page = await metrics.text();
  expect(page).toContain('perpdesk_event_loop_stalls_total 1');
  expect(page).toContain('perpdesk_event_loop_stall_seconds 0.34');
  await stop();
  expect([isStopped, clock.scheduledCount]).toEqual([true, 0]);
});

test('it is measured in this process, and each once', async () => {
  const meter = createSystemStallMeter();
  await setTimeout(50);
  meter.takeLongest();
  await setTimeout(50);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  await setTimeout(30);
  expect(meter.takeLongest()).toBeGreaterThan(250);
  expect(meter.takeLongest()).toBeLessThan(250);
  meter.stop();
});
