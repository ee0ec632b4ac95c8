import { describe, expect, test } from 'vitest';
import { BrokerError, sleep } from '@perpdesk/broker-core';
import type { FakeBroker } from '@perpdesk/broker-core/testing';
import { createWorld, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';

const brokerOf = (world: World) => world.life.manager.get('one') as FakeBroker;
const stopped = () => createWorld({ routes: [testRoute({ stopLoss: STOP })] });

/** The exchange tells its time at once, and the next of its answers is on the way back for so long. */
async function afterSlowAnswer(world: World, ms: number): Promise<void> {
  const { script } = brokerOf(world);
  let isOver = false;
  script.on('getServerTime', async () => {
    const serverAt = world.clock.now();
    await sleep(world.clock, ms);
    isOver = true;
    return serverAt;
  });
  for (let tick = 0; tick < 120 && !isOver; tick += 1) await world.clock.advance(500);
  expect(isOver).toBe(true);
  await world.clock.advance(500);
}

describe('one slow answer about the time', () => {
  test('an entry behind it keeps its position and has its stop', async () => {
    const world = await stopped();
    await afterSlowAnswer(world, 4_500);
    await world.alert('0', '0.02');
    await world.clock.advance(15_000);
    expect([world.held(), world.exchange.openOrders().length]).toEqual(['0.02', 1]);
    expect((await world.notices()).map(({ type }) => type)).not.toContain('position.closed');
  });

  test('a close behind it goes', async () => {
    const world = await stopped();
    await world.alert('0', '0.02');
    await world.clock.advance(5_000);
    await afterSlowAnswer(world, 7_500);
    await world.alert('0.02', '0');
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0');
  });
});

describe('the clock of the machine is set by a minute just after it was compared', () => {
  /** Counts the orders that are refused for their time. */
  async function shifted(code: 'clock' | 'validity-expired') {
    const world = await stopped();
    await world.alert('0', '0.02');
    await world.clock.advance(5_000);
    const aheadMs = 60_000;
    const counted = { refused: 0 };
    const { script } = brokerOf(world);
    script.always('getServerTime', () => world.clock.now() + aheadMs);
    script.always('placeOrder', (request, options) => {
      const { untilAt = Infinity } = options?.validity ?? {};
      if (world.clock.now() + aheadMs <= untilAt) return world.exchange.place(request, undefined);
      counted.refused += 1;
      throw new BrokerError(code, { operation: 'placeOrder', message: 'Outside of the recvWindow.' });
    });
    return { world, counted };
  }

  test.each(['clock', 'validity-expired'] as const)('a close is refused once (%s), and goes', async (code) => {
    const { world, counted } = await shifted(code);
    await world.alert('0.02', '0');
    await world.clock.advance(1_000);
    expect([world.held(), counted.refused]).toEqual(['0', 1]);
  });

  test('a measurement that hangs holds up no exit for longer than 2 s', async () => {
    const { world, counted } = await shifted('clock');
    brokerOf(world).script.always('getServerTime', () => new Promise(() => {}));
    await world.alert('0.02', '0');
    await world.clock.advance(5_000);
    expect(counted.refused).toBeGreaterThanOrEqual(3);
  });

  test('/panic closes all', async () => {
    const { world, counted } = await shifted('clock');
    void world.life.engine.panic({ actor: 'user:111', relay: ['desk'] });
    await world.clock.advance(5_000);
    expect([world.held(), counted.refused]).toEqual(['0', 1]);
  });
});
