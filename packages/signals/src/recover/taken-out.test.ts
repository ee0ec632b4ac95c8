import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import type { Route } from '../route.ts';
import { createExchange } from '../simulation/exchange.test.fixture.ts';
import { createWorld, START_AT, testRoute, type World } from '../simulation/world.test.fixture.ts';

const on = (ids: readonly string[], more: Partial<Route> = {}) =>
  testRoute({ brokers: ids.map((brokerId) => ({ brokerId, factor: decimal('1') })), ...more });

/** In a position on both accounts. */
async function worldInBoth(more: Partial<Route> = {}) {
  const clock = createFakeClock(START_AT);
  const two = createExchange(clock);
  const world = await createWorld({ clock, others: { two }, routes: [on(['one', 'two'], more)] });
  await clock.advance(2_000);
  const body = { symbol: 'BTCUSDT.P', strategy: 'btc' };
  if (more.mode === undefined) await world.alert('0', '0.02');
  else await world.post(JSON.stringify({ ...body, action: 'long', firedAt: new Date(clock.now()).toISOString() }));
  await clock.advance(3_000);
  const held = () => [world.held(), two.positions().map(({ quantity }) => quantity.toFixed())[0] ?? '0'];
  expect(held()).toEqual(['0.02', '0.02']);
  return { world, two, held };
}

async function startNotes(world: World): Promise<readonly string[]> {
  const started = (await world.notices()).findLast(({ type }) => type === 'desk.started');
  return started?.type === 'desk.started' ? started.notes : [];
}

async function rejected(world: World) {
  return (await world.notices()).filter((notice) => notice.type === 'signal.rejected');
}

describe('an account that is taken out of a route in a position', () => {
  test('is told at the start, and again where the strategy leaves without it', async () => {
    const { world, two, held } = await worldInBoth();
    await world.restart({ others: { two }, routes: [on(['one'])] });
    await world.clock.advance(2_000);
    expect(await startNotes(world)).toEqual([
      expect.stringMatching(/No route trades BTCUSDT on two .* owns 0\.02 there/),
    ]);
    await world.alert('0.02', '0');
    await world.clock.advance(3_000);
    expect(held()).toEqual(['0', '0.02']);
    expect(await rejected(world)).toMatchObject([
      { account: { brokerId: 'two' }, code: 'tell-only', detail: expect.stringContaining('0.02 BTCUSDT long') },
    ]);
  });

  test('is told of alerts without positions, too', async () => {
    const size = { type: 'quantity', quantity: decimal('0.02') } as const;
    const { world, two, held } = await worldInBoth({ mode: 'direction', size });
    await world.restart({ others: { two }, routes: [on(['one'], { mode: 'direction', size })] });
    await world.clock.advance(2_000);
    const firedAt = new Date(world.clock.now()).toISOString();
    await world.post(JSON.stringify({ symbol: 'BTCUSDT.P', strategy: 'btc', action: 'close', firedAt }));
    await world.clock.advance(3_000);
    expect(held()).toEqual(['0', '0.02']);
    expect(await rejected(world)).toMatchObject([{ account: { brokerId: 'two' }, code: 'tell-only' }]);
  });

  test('is not told where it owns nothing, nor where all is as it was', async () => {
    const { world, two } = await worldInBoth();
    await world.restart({ others: { two }, routes: [on(['one', 'two'])] });
    await world.clock.advance(2_000);
    expect(await startNotes(world)).toEqual([]);
    await world.alert('0.02', '0');
    await world.clock.advance(3_000);
    await world.restart({ others: { two }, routes: [on(['one'])] });
    await world.clock.advance(2_000);
    await world.alert('0', '0.02');
    await world.clock.advance(3_000);
    expect([await startNotes(world), await rejected(world)]).toEqual([[], []]);
  });
});

test.each([
  ['a route that is gone', []],
  ['a symbol that its route has no more', [on(['one', 'two'], { symbols: ['ETHUSDT'] })]],
])('%s with a position: the start says so of each account', async (_name, routes) => {
  const { world, two } = await worldInBoth();
  await world.restart({ others: { two }, routes: [...routes, testRoute({ id: 'other', symbols: ['SOLUSDT'] })] });
  await world.clock.advance(2_000);
  expect(await startNotes(world)).toEqual(
    ['one', 'two'].map((id) => expect.stringContaining(`No route trades BTCUSDT on ${id} `)),
  );
});
