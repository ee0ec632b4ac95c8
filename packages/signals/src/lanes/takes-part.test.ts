import { describe, expect, test } from 'vitest';
import { decimal, isOpenOrder } from '@perpdesk/broker-core';
import { MARKET_ENTRY } from '../define-route.ts';
import type { Route } from '../route.ts';
import { createWorld, testRoute } from '../simulation/world.test.fixture.ts';

const size = { type: 'quantity', quantity: decimal('0.005') } as const;
const FURTHER: readonly (readonly [string, readonly Route[]])[] = [
  ['is gone', []],
  ['is dry', [testRoute({ size, dryRun: true })]],
  ['is dry on the account', [testRoute({ size, brokers: [{ brokerId: 'one', factor: decimal('1'), dryRun: true }] })]],
  ['only tells', [testRoute({ size, execute: 'notify' })]],
  ['has another account', [testRoute({ size, brokers: [{ brokerId: 'two', factor: decimal('1') }] })]],
  ['trades another symbol', [testRoute({ size, symbols: ['ETHUSDT'] })]],
];

describe.each(FURTHER)('a desk starts again and the route %s', (_, routes) => {
  test('the exit of a turn goes on, its entry does not', async () => {
    const world = await createWorld({ routes: [testRoute({ size })] });
    await world.alert('0', '3');
    await world.clock.advance(1_000);
    world.exchange.faultFor = () => 'late';
    await world.alert('3', '-3');
    await world.clock.advance(10);
    world.exchange.faultFor = () => 'none';
    world.life.kill();
    await world.restart({ routes });
    await world.clock.advance(20_000);
    expect(world.exchange.orders.map(({ side, quantity }) => `${side} ${quantity?.toFixed()}`)).toEqual([
      'buy 0.005',
      'sell 0.005',
    ]);
    expect(world.held()).toBe('0');
    const codes = (await world.journal.listIntents({})).map(({ kind, code }) => `${kind} ${code}`);
    expect(codes).toContain('increase tell-only');
  });

  test('what rests of its entry goes', async () => {
    const entry = { ...MARKET_ENTRY, type: 'limit', offsetPercent: decimal('1'), expiryMs: 600_000 } as const;
    const world = await createWorld({ routes: [testRoute({ size, entry })] });
    await world.clock.advance(6_000);
    await world.alert('0', '3');
    await world.clock.advance(1_000);
    await world.restart({ routes });
    await world.clock.advance(5_000);
    expect(world.exchange.orders.map(({ type }) => type)).toEqual(['limit']);
    expect(world.exchange.orders.filter(isOpenOrder)).toEqual([]);
  });
});
