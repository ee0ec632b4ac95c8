import { describe, expect, test } from 'vitest';
import { ledgerOf, marketOrders } from '../asks/ask-world.test.fixture.ts';
import type { Notice } from '../notice.ts';
import type { Route } from '../route.ts';
import { createWorld, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';

async function worldWith(overrides: Partial<Route>): Promise<World> {
  const world = await createWorld({ routes: [testRoute({ mode: 'direction', stopLoss: STOP, ...overrides })] });
  await world.clock.advance(2_000);
  return world;
}

async function wish(world: World, fields: Readonly<Record<string, unknown>>): Promise<void> {
  const firedAt = new Date(world.clock.now()).toISOString();
  const body = JSON.stringify({ symbol: 'BTCUSDT.P', price: '60000', firedAt, ...fields });
  expect(await world.post(body)).toMatchObject({ status: 200 });
  await world.clock.advance(4_000);
}

async function would(world: World): Promise<readonly string[]> {
  const told = (await world.notices()).filter((notice): notice is Extract<Notice, { type: 'signal.dry' }> => {
    return notice.type === 'signal.dry';
  });
  return told.map(({ accounts: [first] }) =>
    [...(first?.legs ?? []).map(({ side, quantity }) => `${side} ${quantity}`), first?.refusal?.code ?? '']
      .filter((part) => part !== '')
      .join(', '),
  );
}

describe('a dry run of wishes', () => {
  test('says what would be sent from where the ones before it would have led', async () => {
    const world = await worldWith({ dryRun: true });
    await wish(world, { action: 'long', quantity: '0.02' });
    await wish(world, { action: 'add', quantity: '0.01' });
    await wish(world, { action: 'short', quantity: '0.02' });
    await wish(world, { action: 'flat' });
    expect(await would(world)).toEqual(['buy 0.02', 'buy 0.01', 'sell 0.03, sell 0.02', 'buy 0.02']);
    expect(world.exchange.orders).toEqual([]);
    expect(await world.owned()).toBe('0');
    expect((await world.journal.listSignals({})).map(({ state }) => state)).toEqual(Array(4).fill('done'));
    const codes = (await world.journal.listIntents({})).map(({ code, state }) => `${state} ${code}`);
    expect(new Set(codes)).toEqual(new Set(['canceled dry-run']));
  });

  test('names what the account would refuse', async () => {
    const world = await worldWith({ dryRun: true });
    await wish(world, { action: 'long', quantity: '0.0000001' });
    await wish(world, { action: 'flat' });
    expect(await would(world)).toEqual(['below-minimum', 'nothing-owned']);
  });

  test('of one alert that is marked as a test: the position stays, and the next alert counts', async () => {
    const world = await worldWith({});
    await wish(world, { action: 'long', quantity: '0.02' });
    await wish(world, { action: 'short', quantity: '0.01', test: true });
    expect(await would(world)).toEqual(['sell 0.02, sell 0.01']);
    expect(await ledgerOf(world)).toBe('in 0.02');
    await wish(world, { action: 'flat' });
    expect(marketOrders(world)).toEqual(['buy 0.02', 'sell 0.02']);
  });
});
