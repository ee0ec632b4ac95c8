import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { refuse } from '../simulation/exchange.test.fixture.ts';
import { createWorld, settle, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';
import type { ProtectCommand, TradeCommand } from '../trade-command.ts';

const head = (world: World, id: string) => ({
  id,
  actor: 'user:111',
  brokerId: 'one',
  symbol: 'BTCUSDT',
  confirmedAt: world.clock.now(),
  relay: ['desk'],
});

async function give(world: World, command: TradeCommand): Promise<void> {
  const result = await settle(world.clock, world.life.engine.trade(command));
  expect(result).toMatchObject({ ok: true });
  await world.clock.advance(1_500);
}

type Terms = Partial<Pick<ProtectCommand, 'stopLoss' | 'takeProfits' | 'trailing' | 'direction'>>;

function protect(world: World, id: string, terms: Terms): Promise<void> {
  return give(world, { ...head(world, id), type: 'protect', positionSide: 'net', direction: 'long', ...terms });
}

async function owning(quantity = '0.02', stopLoss: typeof STOP | null = STOP): Promise<World> {
  const world = await createWorld({ routes: [testRoute({ stopLoss })] });
  await world.alert('0', quantity);
  await world.clock.advance(1_000);
  return world;
}

const standing = (world: World) =>
  world.exchange
    .openOrders()
    .map(({ type, quantity, triggerPrice, callbackRate, closePosition }) =>
      [type, closePosition ? 'all' : quantity?.toFixed(), callbackRate ?? triggerPrice].join(' '),
    )
    .toSorted();

const last = async (world: World) => (await world.notices()).at(-1);

describe('a stop by hand', () => {
  test('takes the place of the route’s, and is told', async () => {
    const world = await owning();
    expect(standing(world)).toEqual(['stop-market all 59100']);
    await protect(world, 'a', { stopLoss: decimal('59500') });
    expect(standing(world)).toEqual(['stop-market all 59500']);
    expect(await last(world)).toMatchObject({ type: 'stop.moved', triggerPrice: '59500', cause: 'hand' });
    expect(await world.notices()).toContainEqual(
      expect.objectContaining({ type: 'protection.set', stopLoss: '59500', actor: 'user:111' }),
    );
  });

  test('moves, also while nobody can say what became of an addition', async () => {
    const world = await owning();
    const { find } = world.exchange;
    world.exchange.find = (reference) => {
      const look = find(reference);
      if (look.order === null) throw refuse('network', 'unknown');
      return look;
    };
    world.exchange.faultFor = ({ type, side }) => (type === 'market' && side === 'buy' ? 'lost' : 'none');
    await world.alert('0.02', '0.03');
    await world.clock.advance(500);
    // it waits for no reading of the side
    await protect(world, 'a', { stopLoss: decimal('59500') });
    expect(standing(world)).toEqual(['stop-market all 59500']);
    await world.clock.advance(20_000);
    expect(standing(world)).toEqual(['stop-market all 59500']);
  });

  test('is that of what nobody owns, too, as soon as that can be told', async () => {
    const world = await owning();
    world.exchange.tradeByHand('buy', '0.01');
    await world.clock.advance(1_000);
    world.exchange.faultFor = ({ type, side }) => (type === 'market' && side === 'buy' ? 'late' : 'none');
    await world.alert('0.02', '0.03');
    await protect(world, 'a', { stopLoss: decimal('59500') });
    expect(standing(world)).toEqual(['stop-market 0.02 59500']);
    await world.clock.advance(20_000);
    const last = standing(world);
    expect(last.map((order) => order.split(' ')[2])).toEqual(last.map(() => '59500'));
    expect([await world.owned(), world.held()]).toEqual([world.held(), world.held()]);
  });

  test('leaves what a person set of their own part before the strategy came in', async () => {
    const world = await owning('0.02', null);
    await world.alert('0.02', '0');
    await give(world, { ...head(world, 'o'), type: 'open', direction: 'long', quantity: decimal('0.01') });
    await protect(world, 'a', { trailing: { activation: null, callback: decimal('1') } });
    await world.alert('0', '0.02');
    world.exchange.tradeByHand('buy', '0.01');
    await protect(world, 'b', { stopLoss: decimal('55000') });
    await world.clock.advance(10_000);
    expect(await world.owned()).toBe('0.04');
    expect(standing(world)).toEqual([
      'stop-market 0.02 55000',
      'stop-market 0.02 55000',
      'trailing-stop-market 0.02 1',
    ]);
  });

  test('that is refused makes nothing the person’s own', async () => {
    const world = await owning();
    await protect(world, 'a', { stopLoss: decimal('59500') });
    await world.clock.advance(10_000);
    world.exchange.tradeByHand('buy', '0.01');
    await protect(world, 'b', { stopLoss: decimal('60500') });
    await world.clock.advance(10_000);
    expect([await last(world), await world.owned()]).toMatchObject([{ type: 'signal.rejected' }, '0.02']);
  });

  test('survives a restart, the watchdog and the strategy’s next entry', async () => {
    const world = await owning();
    await protect(world, 'a', { stopLoss: decimal('59500') });
    await world.restart();
    await world.clock.advance(70_000);
    expect(standing(world)).toEqual(['stop-market all 59500']);
    await world.alert('0.02', '0.04');
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0.04');
    expect(standing(world)).toEqual(['stop-market all 59500']);
  });

  test('ends with the position: the next one has the route’s', async () => {
    const world = await owning();
    await protect(world, 'a', { stopLoss: decimal('59500') });
    await world.alert('0.02', '0');
    await world.clock.advance(2_000);
    expect(standing(world)).toEqual([]);
    await world.alert('0', '0.02');
    await world.clock.advance(2_000);
    expect(standing(world)).toEqual(['stop-market all 59100']);
  });

  test('off takes the stop away, and nobody puts it back', async () => {
    const world = await owning();
    await protect(world, 'a', { stopLoss: 'off' });
    await world.clock.advance(70_000);
    await world.restart();
    await world.clock.advance(70_000);
    expect(standing(world)).toEqual([]);
    expect(world.held()).toBe('0.02');
  });

  test('fires, and the position is closed by it', async () => {
    const world = await owning();
    await protect(world, 'a', { stopLoss: decimal('59500') });
    world.exchange.moveTo('59400');
    await world.clock.advance(2_000);
    expect(world.held()).toBe('0');
    expect(await last(world)).toMatchObject({ type: 'position.closed', cause: 'stop' });
  });

  test('that the price has passed is refused, and the one that stands stays', async () => {
    const world = await owning();
    world.exchange.marketPrice = decimal('59400');
    await protect(world, 'a', { stopLoss: decimal('59500') });
    expect(standing(world)).toEqual(['stop-market all 59100']);
    expect(await last(world)).toMatchObject({ type: 'signal.rejected', code: 'conflicting-fields' });
  });

  test('that the exchange refuses leaves a position that had none as it was', async () => {
    const world = await owning('0.02', null);
    world.exchange.faultFor = ({ type }) => (type === 'stop-market' ? 'rejected' : 'none');
    await protect(world, 'a', { stopLoss: decimal('59500') });
    await world.clock.advance(70_000);
    expect(world.held()).toBe('0.02');
    expect((await world.notices()).map(({ type }) => type)).toContain('stop.replace-failed');
    expect((await world.notices()).map(({ type }) => type)).not.toContain('stop.failed');
  });

  test('that the exchange does not let grow with the position stays as large as it is', async () => {
    const world = await owning('0.02', null);
    await give(world, { ...head(world, 'a'), type: 'open', direction: 'long', quantity: decimal('0.01') });
    await protect(world, 'b', { stopLoss: decimal('59500') });
    await world.clock.advance(5_000);
    expect(standing(world)).toEqual(['stop-market 0.01 59500', 'stop-market 0.02 59500']);
    world.exchange.faultFor = ({ type }) => (type === 'stop-market' ? 'rejected' : 'none');
    await world.alert('0.02', '0.03');
    await world.clock.advance(70_000);
    expect(world.held()).toBe('0.04');
    expect(standing(world)).toEqual(['stop-market 0.01 59500', 'stop-market 0.02 59500']);
    world.exchange.faultFor = () => 'none';
    await world.clock.advance(40_000);
    expect(standing(world)).toEqual(['stop-market 0.01 59500', 'stop-market 0.03 59500']);
  });

  test('of a side that has turned, or is gone, does nothing', async () => {
    const world = await owning();
    await protect(world, 'a', { direction: 'short', stopLoss: decimal('60500') });
    expect(standing(world)).toEqual(['stop-market all 59100']);
    expect(await last(world)).toMatchObject({ type: 'signal.rejected', code: 'nothing-owned' });
  });

  test('a command that a crash broke off is carried out by the next life', async () => {
    const world = await owning();
    const command = { ...head(world, 'a'), type: 'protect', positionSide: 'net', direction: 'long' } as const;
    await settle(world.clock, world.life.engine.trade({ ...command, stopLoss: decimal('59500') }));
    await world.restart();
    await world.clock.advance(5_000);
    expect(standing(world)).toEqual(['stop-market all 59500']);
  });

  test('what is held and nobody opened here becomes the person’s own, with the stop', async () => {
    const world = await createWorld({ routes: [testRoute()] });
    world.exchange.tradeByHand('buy', '0.03');
    await world.clock.advance(1_000);
    await protect(world, 'a', { stopLoss: decimal('59000') });
    expect(standing(world)).toEqual(['stop-market all 59000']);
    expect(await world.owned()).toBe('0.03');
    await world.restart();
    await world.clock.advance(70_000);
    expect(standing(world)).toEqual(['stop-market all 59000']);
    await give(world, { ...head(world, 'b'), type: 'close', positionSide: 'net', fraction: null, quantity: null });
    expect(world.held()).toBe('0');
    expect(standing(world)).toEqual([]);
  });

  test('what a resting entry has filled, though nobody heard of it, is not adopted beside it', async () => {
    const world = await owning();
    await give(world, {
      ...head(world, 'a'),
      type: 'open',
      direction: 'long',
      quantity: decimal('0.01'),
      limitPrice: decimal('59500'),
    });
    const [entry] = world.exchange.openOrders().filter(({ type }) => type === 'limit');
    world.exchange.delayMs = (what) => (what === 'event' ? null : 0);
    world.exchange.fillLimit(entry?.clientOrderId ?? '', '0.004');
    await protect(world, 'b', { stopLoss: decimal('59400') });
    await world.clock.advance(5_000);
    expect([await world.owned(), world.held()]).toEqual(['0.024', '0.024']);
    world.exchange.delayMs = () => 0;
    await world.restart();
    await world.clock.advance(60_000);
    expect([await world.owned(), world.held()]).toEqual(['0.024', '0.024']);
  });

  test('covers the strategy’s part and what a person holds beside it', async () => {
    const world = await owning();
    await give(world, { ...head(world, 'a'), type: 'open', direction: 'long', quantity: decimal('0.01') });
    await protect(world, 'b', { stopLoss: decimal('59500') });
    await world.clock.advance(3_000);
    expect(standing(world)).toEqual(['stop-market 0.01 59500', 'stop-market 0.02 59500']);
    await world.alert('0.02', '0');
    await world.clock.advance(3_000);
    expect(world.held()).toBe('0.01');
    expect(standing(world)).toEqual(['stop-market all 59500']);
  });
});

describe('targets and a trailing stop by hand', () => {
  test('a target takes its share and leaves the rest', async () => {
    const world = await owning();
    await protect(world, 'a', { takeProfits: [{ price: decimal('61000'), share: decimal('50') }] });
    expect(standing(world)).toEqual(['stop-market all 59100', 'take-profit-market 0.01 61000']);
    world.exchange.moveTo('61000');
    await world.clock.advance(70_000);
    expect(world.held()).toBe('0.01');
    expect(standing(world)).toEqual(['stop-market all 59100']);
  });

  test('they go and come as said', async () => {
    const world = await owning();
    const target = (price: string) => ({ price: decimal(price), share: null });
    await protect(world, 'a', { takeProfits: [target('61000'), target('62000')] });
    expect(standing(world)).toEqual([
      'stop-market all 59100',
      'take-profit-market 0.01 61000',
      'take-profit-market 0.01 62000',
    ]);
    await protect(world, 'b', { takeProfits: 'off', trailing: { activation: null, callback: decimal('1') } });
    await world.clock.advance(2_000);
    expect(standing(world)).toEqual(['stop-market all 59100', 'trailing-stop-market 0.02 1']);
    await protect(world, 'c', { trailing: 'off' });
    expect(standing(world)).toEqual(['stop-market all 59100']);
  });

  const trails = (world: World) =>
    world.exchange
      .openOrders()
      .filter(({ type }) => type === 'trailing-stop-market')
      .map(({ activationPrice }) => activationPrice?.toFixed() ?? 'at once');
  const from = (price: string | null) => ({
    trailing: { activation: price === null ? null : decimal(price), callback: decimal('1') },
  });

  test('one that is to trail from elsewhere takes the place of the one that stands, and no other', async () => {
    const world = await owning();
    for (const [id, price] of ['62000', '61000', null, '62000'].entries()) {
      await protect(world, `set-${id}`, from(price));
      await world.clock.advance(2_000);
      expect(trails(world)).toEqual([price ?? 'at once']);
    }
    const before = world.exchange.orders.length;
    await protect(world, 'again', from('62000'));
    await world.restart();
    await world.clock.advance(70_000);
    expect(world.exchange.orders).toHaveLength(before);
  });

  test('at once takes the place of the route’s, which is to trail later', async () => {
    const trailing = { activatePercent: decimal('2'), callbackPercent: decimal('1') };
    const world = await createWorld({ routes: [testRoute({ stopLoss: STOP, trailing })] });
    await world.alert('0', '0.02');
    await world.clock.advance(2_000);
    expect(trails(world)).toEqual(['61200']);
    await protect(world, 'a', from(null));
    await world.clock.advance(2_000);
    expect(trails(world)).toEqual(['at once']);
  });

  test('one whose price is there already trails at once, and is not placed again and again', async () => {
    const world = await owning();
    const { place } = world.exchange;
    world.exchange.place = async (request, validity) => {
      if (request.type === 'trailing-stop-market' && request.activationPrice?.lte('60000') === true) {
        throw refuse('would-trigger-immediately', 'rejected');
      }
      return place(request, validity);
    };
    await protect(world, 'a', from('59900'));
    await world.clock.advance(2_000);
    expect(trails(world)).toEqual(['at once']);
    const before = world.exchange.orders.length;
    await protect(world, 'b', from('59900'));
    await world.restart();
    await world.clock.advance(70_000);
    expect(world.exchange.orders).toHaveLength(before);
    await protect(world, 'c', from('62000'));
    await world.clock.advance(2_000);
    expect(trails(world)).toEqual(['62000']);
  });
});
