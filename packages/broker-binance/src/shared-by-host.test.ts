import { expect, test } from 'vitest';
import { silentLogger } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createHostSlot, shareHost } from './shared-by-host.ts';

const context = () => ({ clock: createFakeClock(0), logger: silentLogger });

test('accounts at one host share its limit, however its address is written', () => {
  const here = context();
  const one = shareHost('https://FAPI.binance.com', here);
  const two = shareHost('https://fapi.binance.com:443/', here);
  expect(two.weights).toBe(one.weights);
  expect(shareHost('https://demo-fapi.binance.com', here).weights).not.toBe(one.weights);
  expect(shareHost('https://fapi.binance.com', context()).weights).not.toBe(one.weights);
});

test('a slot is filled once and emptied with the last account; a ban outlives them', () => {
  const here = context();
  const slot = createHostSlot<{ readonly made: number }>();
  let made = 0;
  const create = () => ({ made: (made += 1) });
  const one = shareHost('https://fapi.binance.com', here);
  const two = shareHost('https://fapi.binance.com', here);
  const kept = slot.of(one, create);
  expect(slot.of(two, create)).toBe(kept);
  one.release();
  one.release();
  const three = shareHost('https://fapi.binance.com', here);
  expect(slot.of(three, create)).toBe(kept);
  three.weights.block(60_000, 'banned');
  two.release();
  three.release();
  const four = shareHost('https://fapi.binance.com', here);
  expect(slot.of(four, create)).toEqual({ made: 2 });
  expect(four.weights.blockedUntilAt).toBe(60_000);
});
