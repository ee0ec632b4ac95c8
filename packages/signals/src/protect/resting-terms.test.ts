import { describe, expect, test } from 'vitest';
import { decimal, isOpenOrder } from '@perpdesk/broker-core';
import { MARKET_ENTRY } from '../define-route.ts';
import { createWorld, settle, testRoute, type World } from '../simulation/world.test.fixture.ts';
import type { TradeCommand } from '../trade-command.ts';
import { protectedWorld, standing, TARGETS } from './protect-world.test.fixture.ts';

type Told<T extends TradeCommand['type']> = Omit<
  Extract<TradeCommand, { readonly type: T }>,
  'id' | 'actor' | 'brokerId' | 'symbol' | 'confirmedAt' | 'relay'
>;

let count = 0;
async function give(world: World, command: Told<'open'> | Told<'protect'>): Promise<void> {
  count += 1;
  const head = { id: `card-${count}`, actor: 'user:1', brokerId: 'one', symbol: 'BTCUSDT', relay: ['desk'] };
  await settle(world.clock, world.life.engine.trade({ ...head, confirmedAt: world.clock.now(), ...command }));
  await world.clock.advance(3_000);
}

const RESTING = {
  type: 'open',
  direction: 'long',
  quantity: decimal('0.01'),
  limitPrice: decimal('59500'),
  stopLoss: decimal('58000'),
  takeProfits: [{ price: decimal('61000'), share: null }],
} as const;
const HAND = { type: 'protect', positionSide: 'net', direction: 'long' } as const;

/** In a long of 0.02 with a stop and a target, beside which another entry with a stop and a target of its own rests. */
async function beside(terms: Partial<Told<'open'>> = {}): Promise<World> {
  const world = await createWorld({ routes: [] });
  const takeProfits = [{ price: decimal('62000'), share: null }];
  await give(world, { ...HAND, type: 'open', quantity: decimal('0.02'), stopLoss: decimal('59000'), takeProfits });
  await give(world, { ...RESTING, ...terms });
  return world;
}

const BEFORE = ['stop sell 59000', 'target sell 0.02 at 62000'];

const stands = (world: World) => standing(world).filter((line) => !line.startsWith('limit'));
const resting = (world: World) =>
  world.exchange.orders.filter((order) => order.type === 'limit' && isOpenOrder(order)).map((it) => it.clientOrderId);

async function fill(world: World, id: string | undefined, quantity?: string): Promise<void> {
  world.exchange.fillLimit(id ?? '', quantity);
  await world.clock.advance(3_000);
}

describe('an entry that rests beside a position', () => {
  test('what stands for the position stays until it fills; from its first fill its own stop and target count for all', async () => {
    const world = await beside();
    expect(stands(world)).toEqual(BEFORE);
    await world.clock.advance(60_000);
    expect(stands(world)).toEqual(BEFORE);
    await fill(world, resting(world)[0], '0.004');
    expect(stands(world)).toEqual(['stop sell 58000', 'target sell 0.024 at 61000']);
    await fill(world, resting(world)[0]);
    expect(stands(world)).toEqual(['stop sell 58000', 'target sell 0.03 at 61000']);
  });

  test('over a restart, too', async () => {
    const world = await beside();
    await world.restart();
    await world.clock.advance(40_000);
    expect(stands(world)).toEqual(BEFORE);
    await fill(world, resting(world)[0]);
    expect(stands(world)).toEqual(['stop sell 58000', 'target sell 0.03 at 61000']);
  });

  test('taken back before it filled, it has changed nothing', async () => {
    const world = await beside();
    for (const clientOrderId of resting(world)) world.exchange.cancel({ symbol: 'BTCUSDT', clientOrderId });
    await world.clock.advance(40_000);
    expect(stands(world)).toEqual(BEFORE);
  });

  test('what a person says of the position meanwhile is newer than what it was sent with', async () => {
    const world = await beside();
    await give(world, { ...HAND, stopLoss: decimal('59200') });
    await fill(world, resting(world)[0]);
    expect(stands(world)).toEqual(['stop sell 59200', 'target sell 0.03 at 61000']);
  });

  test('where no stop and no target stands, what is held has them at once', async () => {
    const world = await createWorld({ routes: [] });
    await give(world, { ...HAND, type: 'open', quantity: decimal('0.02') });
    await give(world, RESTING);
    expect(stands(world)).toEqual(['stop sell 58000', 'target sell 0.02 at 61000']);
  });

  test('what a person had said before is older', async () => {
    const world = await createWorld({ routes: [] });
    await give(world, { ...HAND, type: 'open', quantity: decimal('0.02') });
    await give(world, { ...HAND, stopLoss: decimal('59200') });
    await give(world, { ...RESTING, takeProfits: [] });
    expect(stands(world)).toEqual(['stop sell 59200']);
    await fill(world, resting(world)[0]);
    expect(stands(world)).toEqual(['stop sell 58000']);
  });

  test.each([
    ['in their order', [0, 1], ['stop sell 58000', 'stop sell 57000']],
    ['the later one first', [1, 0], ['stop sell 57000', 'stop sell 57000']],
  ] as const)('of two the newer one counts once it has filled, %s', async (_, order, expected) => {
    const world = await beside({ takeProfits: [] });
    await give(world, { ...RESTING, takeProfits: [], limitPrice: decimal('59400'), stopLoss: decimal('57000') });
    const ids = resting(world);
    expect(stands(world)).toContain('stop sell 59000');
    for (const [index, at] of order.entries()) {
      await fill(world, ids[at]);
      expect(stands(world)).toContain(expected[index]);
    }
  });

  test('at the market its stop counts at once', async () => {
    const world = await beside({ limitPrice: null });
    expect(stands(world)).toEqual(['stop sell 58000', 'target sell 0.03 at 61000']);
  });
});

test('a strategy’s step that rests moves its stop when it fills, as its alert says', async () => {
  const entry = { ...MARKET_ENTRY, type: 'limit', offsetPercent: decimal('0.5'), expiryMs: 600_000 } as const;
  const route = testRoute({ stopLoss: { fromAlert: true, triggerBy: 'mark' }, takeProfits: TARGETS, entry });
  const world = await protectedWorld({}, { routes: [route] });
  const post = async (step: readonly [string, string], sl: string) => {
    await world.post(JSON.stringify({ ...JSON.parse(world.bodyOf(...step)), sl }));
    await world.clock.advance(3_000);
  };
  await post(['0', '0.02'], '58000');
  await fill(world, resting(world)[0]);
  expect(stands(world)).toContain('stop sell 58000');
  await post(['0.02', '0.03'], '58500');
  expect(stands(world)).toContain('stop sell 58000');
  await fill(world, resting(world)[0]);
  expect(stands(world)).toContain('stop sell 58500');
});
