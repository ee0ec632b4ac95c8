import { describe, expect, test } from 'vitest';
import { decimal, type PositionSide } from '@perpdesk/broker-core';
import { protectedWorld, target } from '../protect/protect-world.test.fixture.ts';
import { refuse } from '../simulation/exchange.test.fixture.ts';
import { createWorld, settle, testRoute, type World } from '../simulation/world.test.fixture.ts';
import type { CloseCommand, ReverseCommand, TradeCommand } from '../trade-command.ts';

const REFUSED = 'order.rejected: The exchange says reduce-only-rejected.';
const GONE = expect.stringContaining('account.drift: 0.02 BTCUSDT of what strategies own is not on the account');
const FLAT = 'signal.rejected: The position is flat.';

const head = (world: World, positionSide: PositionSide) => ({
  id: `c${world.clock.now()}`,
  actor: 'user:111',
  brokerId: 'one',
  symbol: 'BTCUSDT',
  confirmedAt: world.clock.now(),
  relay: ['desk'],
  positionSide,
});

function closing(world: World, terms: Partial<CloseCommand> = {}): CloseCommand {
  return { ...head(world, 'net'), type: 'close', quantity: null, fraction: null, ...terms };
}

function turning(world: World): ReverseCommand {
  return { ...head(world, 'net'), type: 'reverse', direction: 'short', quantity: decimal('0.01') };
}

async function give(world: World, command: TradeCommand): Promise<void> {
  expect(await settle(world.clock, world.life.engine.trade(command))).toMatchObject({ ok: true });
}

/** Of what closes, so many are refused as nothing that reduces, and the count of those that came. */
function refuseClosing(world: World, times: number): () => number {
  const { place } = world.exchange;
  let count = 0;
  world.exchange.place = async (request, validity) => {
    const isClosing = request.type === 'market' && request.reduceOnly;
    if (isClosing === true && count++ < times) throw refuse('reduce-only-rejected', 'rejected');
    return place(request, validity);
  };
  return () => count;
}

async function held(): Promise<World> {
  const world = await createWorld({ routes: [testRoute()] });
  await world.alert('0', '0.02');
  await world.clock.advance(3_000);
  return world;
}

/** The exchange lets go of the position, and nobody hears of it. */
function loseUnheard({ exchange }: World, quantity: string): void {
  exchange.delayMs = (what) => (what === 'event' ? null : 0);
  exchange.tradeByHand('sell', quantity);
  exchange.delayMs = () => 0;
}

async function told(world: World): Promise<readonly string[]> {
  const notices = await world.notices();
  return notices.slice(2).map((one) => `${one.type}${'detail' in one ? `: ${one.detail}` : ''}`);
}

describe('a person’s close that is refused as nothing that reduces', () => {
  test.each<[string, (world: World) => TradeCommand, string]>([
    ['all', closing, '0'],
    ['a half', (world) => closing(world, { fraction: decimal('0.5') }), '0.01'],
    ['a quantity', (world) => closing(world, { quantity: decimal('0.015') }), '0.005'],
    ['a reversal’s first leg', turning, '-0.01'],
  ])('is no end: %s is sent again', async (_name, command, left) => {
    const world = await held();
    const count = refuseClosing(world, 2);
    await give(world, command(world));
    await world.clock.advance(30_000);
    expect({ held: world.held(), orders: count() }).toEqual({ held: left, orders: 3 });
  });

  test('in hedge mode, for a target fills at that moment: what is left is closed', async () => {
    const world = await protectedWorld({ takeProfits: [target('2', '50'), target('4')] }, { isHedge: true });
    await world.clock.advance(2_000);
    await world.alert('0', '0.02');
    await world.clock.advance(3_000);
    world.exchange.delayMs = (what) => (what === 'event' ? 400 : 0);
    const first = world.exchange.openOrders().find(({ type }) => type === 'take-profit-market');
    world.exchange.trigger(first?.clientOrderId ?? '');
    await give(world, closing(world, { positionSide: 'long' }));
    await world.clock.advance(60_000);
    expect([world.held(), await world.owned(), world.exchange.openOrders()]).toEqual(['0', '0', []]);
  });

  test('for the position is gone and nobody had heard of it: it ends, the chat hears so, and the next entry goes', async () => {
    const world = await held();
    loseUnheard(world, '0.02');
    await give(world, closing(world));
    await world.clock.advance(5_000);
    expect(await told(world)).toEqual(['order.filled', REFUSED, GONE, 'position.closed', FLAT]);
    await world.alert('0.02', '0');
    await world.alert('0', '0.02');
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0.02');
  });

  test('and the position has turned by then: what is on the other side stays', async () => {
    const world = await held();
    refuseClosing(world, 1);
    await give(world, closing(world));
    await world.clock.advance(20);
    world.exchange.tradeByHand('sell', '0.03');
    await world.clock.advance(30_000);
    expect(world.held()).toBe('-0.01');
    expect((await told(world)).at(-1)).toBe(
      'signal.rejected: The account holds no long position; nothing is left to reduce.',
    );
  });

  test('for ever: it is tried ever more seldom, and ends once the position is gone', async () => {
    const world = await held();
    const count = refuseClosing(world, Number.POSITIVE_INFINITY);
    await give(world, closing(world));
    for (let minute = 0; minute < 10; minute++) await world.clock.advance(60_000);
    expect(count()).toBeGreaterThan(20);
    expect(count()).toBeLessThan(40);
    loseUnheard(world, '0.02');
    await world.clock.advance(60_000);
    const ended = count();
    await world.clock.advance(60_000);
    expect(count()).toBe(ended);
    const refusals = (await told(world)).filter((one) => one === REFUSED).length;
    expect(refusals).toBeGreaterThan(2);
    expect(refusals).toBeLessThan(6);
    expect((await told(world)).slice(-3)).toEqual([GONE, 'position.closed', FLAT]);
  });
});
