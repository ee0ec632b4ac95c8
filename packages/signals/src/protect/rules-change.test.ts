import { describe, expect, test } from 'vitest';
import { BrokerError, decimal, type Instrument, validateOrder } from '@perpdesk/broker-core';
import { type FakeBroker, fakeInstrument } from '@perpdesk/broker-core/testing';
import { refuse } from '../simulation/exchange.test.fixture.ts';
import { createWorld, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';

/** The account, its instruments with it, is read again within it. */
const READ_AGAIN_MS = 61_000;
const LOWER_MAXIMUM = { maxMarketQuantity: decimal('0.015') };
const LARGER_TICK = { tickSize: decimal('1') };

/** From now on the exchange has other rules: it lists them, and refuses what breaks them, as Binance does with -4005 and -4014. */
function changeRules(world: World, changes: Partial<Instrument>): void {
  const instrument = fakeInstrument({ symbol: 'BTCUSDT', ...changes });
  const broker = world.life.manager.get('one') as FakeBroker;
  broker.script.always('getInstruments', () => [instrument]);
  const { exchange } = world;
  broker.script.always('placeOrder', (request, options) => {
    const [issue] = validateOrder(request, instrument, { positionMode: exchange.mode });
    if (issue !== undefined) throw new BrokerError(issue.code, { operation: 'placeOrder', message: issue.message });
    return exchange.place(request, options?.validity);
  });
}

/** Each at the price where it triggers. */
function standing(world: World): readonly string[] {
  return world.exchange.openOrders().map(({ type, triggerPrice }) => `${type} ${triggerPrice?.toFixed()}`);
}

async function told(world: World): Promise<readonly string[]> {
  return (await world.notices()).map(({ type }) => type);
}

async function inPosition(): Promise<World> {
  const world = await createWorld();
  await world.alert('0', '0.02');
  await world.clock.advance(1_000);
  return world;
}

const worldOfStops = () =>
  createWorld({ routes: [testRoute({ stopLoss: { percent: decimal('1.4553'), triggerBy: 'mark' } })] });

test('an exit above a maximum that was lowered is split by the new one', async () => {
  const world = await inPosition();
  changeRules(world, LOWER_MAXIMUM);
  await world.clock.advance(READ_AGAIN_MS);
  await world.alert('0.02', '0');
  await world.clock.advance(5_000);
  expect([world.held(), await told(world)]).toEqual(['0', expect.not.arrayContaining(['order.rejected'])]);
});

test('an exit above a maximum that nobody has read yet is refused once, and split by what is read then', async () => {
  const world = await inPosition();
  changeRules(world, LOWER_MAXIMUM);
  await world.alert('0.02', '0');
  await world.clock.advance(10_000);
  const refusals = (await told(world)).filter((type) => type === 'order.rejected');
  expect([world.held(), refusals]).toEqual(['0', ['order.rejected']]);
});

test('/panic above a maximum that nobody has read yet ends flat', async () => {
  const world = await inPosition();
  changeRules(world, LOWER_MAXIMUM);
  void world.life.engine.panic({ actor: '111', relay: ['desk'] });
  await world.clock.advance(20_000);
  expect([world.held(), (await told(world)).at(-1)]).toEqual(['0', 'position.closed']);
});

describe('parts that would leave less than an order takes', () => {
  const rules = { ...LOWER_MAXIMUM, minQuantity: decimal('0.006') };

  test('an exit leaves none', async () => {
    const world = await inPosition();
    changeRules(world, rules);
    await world.clock.advance(READ_AGAIN_MS);
    await world.alert('0.02', '0');
    await world.clock.advance(5_000);
    expect([world.held(), await told(world)]).toEqual(['0', expect.not.arrayContaining(['order.rejected'])]);
  });

  test('/panic leaves none', async () => {
    const world = await inPosition();
    changeRules(world, rules);
    await world.clock.advance(READ_AGAIN_MS);
    void world.life.engine.panic({ actor: '111', relay: ['desk'] });
    await world.clock.advance(10_000);
    expect([world.held(), (await told(world)).at(-1)]).toEqual(['0', 'position.closed']);
  });
});

describe('a stop in parts', () => {
  /** The position has lost the stops that it had, and needs two; the exchange takes none that is worth less. */
  async function inParts(leastWorth: string): Promise<{ readonly world: World; readonly refused: () => number }> {
    const world = await createWorld({ routes: [testRoute({ netting: 'ledger', stopLoss: STOP })] });
    world.exchange.mode = 'hedge';
    await world.restart();
    changeRules(world, { maxMarketQuantity: decimal('0.02') });
    await world.clock.advance(READ_AGAIN_MS);
    const { place } = world.exchange;
    let refused = 0;
    world.exchange.place = async (request, validity) => {
      if (request.type === 'stop-market' && request.quantity?.times('59100').lt(leastWorth) === true) {
        refused += 1;
        throw refuse('below-minimum', 'rejected');
      }
      return place(request, validity);
    };
    await world.alert('0', '0.018');
    await world.clock.advance(1_000);
    world.exchange.tradeByHand('buy', '0.01', 'long');
    await world.clock.advance(30_000);
    await world.alert('0.018', '0.021');
    await world.clock.advance(30_000);
    for (const { symbol, venueOrderId } of world.exchange.openOrders()) world.exchange.cancel({ symbol, venueOrderId });
    refused = 0;
    await world.clock.advance(30_000);
    return { world, refused: () => refused };
  }

  test('has none that is too small where the exchange counts what it is worth', async () => {
    const { world, refused } = await inParts('100');
    expect([world.held(), refused()]).toEqual(['0.031', 0]);
    expect(await told(world)).not.toContain('stop.failed');
  });

  test('one of which is refused for good is tried not again and again beside those that stand: the position is closed', async () => {
    const { world, refused } = await inParts('400');
    expect([world.held(), await told(world)]).toEqual(['0.01', expect.arrayContaining(['stop.failed'])]);
    expect(refused()).toBeLessThan(4);
  });
});

test('a stop is on the tick that the exchange made larger meanwhile', async () => {
  const world = await worldOfStops();
  changeRules(world, LARGER_TICK);
  await world.clock.advance(READ_AGAIN_MS);
  await world.alert('0', '0.02');
  await world.clock.advance(5_000);
  expect([world.held(), standing(world)]).toEqual(['0.02', ['stop-market 59127']]);
});

test('a stop refused for a tick that nobody has read yet comes anew on that tick, and the position stays', async () => {
  const world = await worldOfStops();
  changeRules(world, LARGER_TICK);
  await world.alert('0', '0.02');
  await world.clock.advance(5_000);
  expect([world.held(), standing(world)]).toEqual(['0.02', ['stop-market 59127']]);
  expect(await told(world)).not.toContain('stop.failed');
});

test('a stop that the new rules refuse as well is refused for good: the position is closed', async () => {
  const world = await worldOfStops();
  changeRules(world, LARGER_TICK);
  const broker = world.life.manager.get('one') as FakeBroker;
  broker.script.always('placeOrder', (request, options) => {
    if (request.type !== 'stop-market') return world.exchange.place(request, options?.validity);
    throw new BrokerError('invalid-precision', { operation: 'placeOrder', message: 'Precision is over the maximum.' });
  });
  await world.alert('0', '0.02');
  await world.clock.advance(20_000);
  expect([world.held(), await told(world)]).toEqual(['0', expect.arrayContaining(['stop.failed'])]);
  const stops = broker.callsOf('placeOrder').filter(([request]) => request.type === 'stop-market');
  expect(stops).toHaveLength(2);
});

test('a trailing stop, the only one, refused for a maximum that nobody has read yet comes anew in parts, and the position stays', async () => {
  const trailing = { activatePercent: null, callbackPercent: decimal('0.25') };
  const world = await createWorld({ routes: [testRoute({ trailing })] });
  const { place } = world.exchange;
  world.exchange.place = (request, validity) => {
    const order = place(request, validity);
    // between the entry and what protects it
    if (request.type === 'market') changeRules(world, LOWER_MAXIMUM);
    return order;
  };
  await world.alert('0', '0.02');
  await world.clock.advance(20_000);
  const parts = world.exchange.openOrders().map(({ type, quantity }) => `${type} ${quantity?.toFixed()}`);
  expect([world.held(), parts]).toEqual(['0.02', ['trailing-stop-market 0.015', 'trailing-stop-market 0.005']]);
  expect(await told(world)).not.toContain('stop.failed');
});
