import { describe, expect, test } from 'vitest';
import { decimal, isOpenOrder } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import type { EntryPolicy } from '../route.ts';
import { MARKET_ENTRY } from '../define-route.ts';
import { createExchange, type Exchange } from '../simulation/exchange.test.fixture.ts';
import { createWorld, START_AT, testRoute, type World } from '../simulation/world.test.fixture.ts';

const FACTOR = decimal('1');
const SMALL = { maxNotional: decimal('100') } as const;

interface Three {
  readonly world: World;
  readonly two: Exchange;
  readonly three: Exchange;
}

async function threeAccounts(limited: readonly string[], entry: EntryPolicy = MARKET_ENTRY): Promise<Three> {
  const clock = createFakeClock(START_AT);
  const [two, three] = [createExchange(clock), createExchange(clock)];
  const brokers = ['one', 'two', 'three'].map((brokerId) => ({ brokerId, factor: FACTOR }));
  const world = await createWorld({
    clock,
    others: { two, three },
    routes: [testRoute({ brokers, entry })],
    accountLimits: Object.fromEntries(limited.map((id) => [id, SMALL])),
  });
  await clock.advance(3_000);
  return { world, two, three };
}

/** `order.filled one: 2/3 two limit-notional` of what says it. */
async function turnouts(world: World): Promise<readonly string[]> {
  return (await world.notices()).flatMap((notice) => {
    if (!('turnout' in notice) || notice.turnout === undefined) return [];
    const { in: count, of, out } = notice.turnout;
    const reasons = out.map(({ account, code }) => `${account.brokerId} ${code}`);
    const about = 'account' in notice ? notice.account?.brokerId : '';
    return [`${notice.type} ${about}: ${count}/${of} ${reasons.join(', ')}`];
  });
}

function fillResting(world: World): void {
  const resting = world.exchange.orders.find((order) => order.type === 'limit' && isOpenOrder(order));
  world.exchange.fillLimit(resting?.clientOrderId ?? '');
}

describe('how many accounts are in', () => {
  test('is said with the last that is told of a signal, with the reason of who is not', async () => {
    const { world, three } = await threeAccounts(['two']);
    three.delayMs = () => 2_000;
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    expect(await turnouts(world)).toEqual([]);
    await world.clock.advance(10_000);
    expect(await turnouts(world)).toEqual(['order.filled three: 2/3 two limit-notional']);
  });

  test('is said with a refusal that comes last', async () => {
    const { world, three } = await threeAccounts([]);
    three.faultFor = () => 'rejected';
    three.delayMs = () => 2_000;
    await world.alert('0', '0.02');
    await world.clock.advance(20_000);
    expect(await turnouts(world)).toEqual(['order.rejected three: 2/3 three insufficient-margin']);
  });

  test('is not said where all are in, or none', async () => {
    const { world } = await threeAccounts([]);
    await world.alert('0', '0.02');
    await world.clock.advance(10_000);
    expect(await turnouts(world)).toEqual([]);
    const { world: other } = await threeAccounts(['one', 'two', 'three']);
    await other.alert('0', '0.02');
    await other.clock.advance(10_000);
    expect((await other.notices()).filter(({ type }) => type === 'signal.rejected')).toHaveLength(3);
    expect(await turnouts(other)).toEqual([]);
  });

  test('counts one that sits out, and one whose order ended without a fill', async () => {
    const rests = { ...MARKET_ENTRY, type: 'limit', offsetPercent: decimal('1'), expiryMs: 20_000 } as const;
    const { world, two } = await threeAccounts(['three'], rests);
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    fillResting(world);
    await world.clock.advance(40_000);
    expect(two.positions()).toEqual([]);
    expect(await turnouts(world)).toEqual(['order.canceled two: 1/3 two null, three limit-notional']);
    await world.alert('0.02', '0.03');
    await world.clock.advance(1_000);
    fillResting(world);
    await world.clock.advance(10_000);
    expect((await turnouts(world)).slice(1)).toEqual(['order.filled one: 1/3 two sitting-out, three sitting-out']);
  });

  test('an exit says nothing of it', async () => {
    const { world } = await threeAccounts(['two']);
    await world.alert('0', '0.02');
    await world.clock.advance(10_000);
    await world.alert('0.02', '0');
    await world.clock.advance(10_000);
    expect(await turnouts(world)).toHaveLength(1);
  });

  test('every chat of the route hears it', async () => {
    const clock = createFakeClock(START_AT);
    const two = createExchange(clock);
    const brokers = ['one', 'two'].map((brokerId) => ({ brokerId, factor: FACTOR }));
    const routes = [testRoute({ brokers, relay: ['desk', 'crew'] })];
    const world = await createWorld({ clock, others: { two }, routes, accountLimits: { two: SMALL } });
    await clock.advance(3_000);
    await world.alert('0', '0.02');
    await clock.advance(10_000);
    expect(await turnouts(world)).toHaveLength(2);
  });
});
