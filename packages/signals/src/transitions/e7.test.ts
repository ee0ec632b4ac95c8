import { describe, expect, test } from 'vitest';
import { decimal, type PositionMode } from '@perpdesk/broker-core';
import { createStreams, SHARED } from '../ledger/streams.test.fixture.ts';
import type { Route } from '../route.ts';
import { alertBody } from '../simulation/world.test.fixture.ts';

const CASES: readonly (readonly [name: string, mode: PositionMode, overrides: Partial<Route>])[] = [
  ['one-way', 'one-way', {}],
  ['hedge', 'hedge', {}],
  ['one-way, shared', 'one-way', SHARED],
  ['hedge, shared', 'hedge', SHARED],
];

describe.each(CASES)('%s', (_, mode, overrides) => {
  const side = mode === 'hedge' ? 'long' : 'net';
  const flag = mode === 'hedge' ? '' : ' reduce-only';

  test('E7(c) four identical deliveries make one order', async () => {
    const { world, ...streams } = await createStreams(mode, overrides);
    const body = alertBody(world.clock.now(), '0', '1');
    const answers = [];
    // TradingView sends three times more, five seconds apart
    for (let delivery = 0; delivery < 4; delivery++) {
      answers.push((await world.post(body)).result);
      await world.clock.advance(5_000);
    }
    expect(answers).toEqual(['accepted', 'duplicate', 'duplicate', 'duplicate']);
    expect(streams.orders()).toEqual([`buy ${side} 1`]);
    expect(streams.held()).toBe(`${side} 1`);
  });

  test('E7(d) a close and an open of one second are both executed, in whichever order they come', async () => {
    for (const isSwapped of [false, true]) {
      const { world, ...streams } = await createStreams(mode, overrides);
      await streams.step('btc', '0', '1');
      const firedAt = Math.floor(world.clock.now() / 1_000) * 1_000;
      const bodies = [alertBody(firedAt, '1', '0'), alertBody(firedAt, '0', '-2')];
      for (const body of isSwapped ? bodies.toReversed() : bodies) await world.post(body);
      await world.clock.advance(5_000);
      const short = mode === 'hedge' ? 'short' : 'net';
      expect(streams.orders()).toEqual([`buy ${side} 1`, `sell ${side} 1${flag}`, `sell ${short} 2`]);
      expect(streams.held()).toBe(`${short} -2`);
    }
  });

  test('E7(f) an exit while flat makes no order', async () => {
    const { world, ...streams } = await createStreams(mode, overrides);
    // never seen, then seen flat, then closed by hand
    await streams.step('btc', '1', '0', 5_000);
    await streams.step('btc', '0', '1');
    world.exchange.tradeByHand('sell', '1', side);
    await world.clock.advance(5_000);
    expect([streams.held(), await streams.owned(), streams.orders()]).toEqual(['', '', [`buy ${side} 1`]]);
    await streams.step('btc', '1', '0.5', 5_000);
    await streams.step('btc', '0.5', '0', 5_000);
    await streams.step('btc', '0.5', '0', 5_000);
    expect([streams.held(), streams.orders()]).toEqual(['', []]);
    await streams.step('btc', '0', '-1');
    expect(await streams.owned()).toBe('btc -1');
  });

  test('E7(h) dust: open, three partials, close leave exactly nothing', async () => {
    const size = { type: 'quantity', quantity: decimal('0.1') } as const;
    const { world, ...streams } = await createStreams(mode, { ...overrides, size });
    for (const [from, to] of [
      ['0', '7'],
      ['7', '5'],
      ['5', '3'],
      ['3', '1'],
    ] as const) {
      await streams.step('btc', from, to);
    }
    expect(streams.orders()).toEqual([
      `buy ${side} 0.1`,
      `sell ${side} 0.029${flag}`,
      `sell ${side} 0.029${flag}`,
      `sell ${side} 0.028${flag}`,
    ]);
    await streams.step('btc', '1', '0');
    expect(streams.orders()).toEqual([`sell ${side} 0.014${flag}`]);
    expect([await streams.owned(), world.exchange.positions()]).toEqual(['', []]);
  });
});
