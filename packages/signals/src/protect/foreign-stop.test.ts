import { expect, test } from 'vitest';
import { decimal, toClientOrderId, toVenueOrderId } from '@perpdesk/broker-core';
import type { World } from '../simulation/world.test.fixture.ts';
import { protectedWorld, standing, told } from './protect-world.test.fixture.ts';

/** Somebody's stop over the whole side, placed with the exchange's own app. */
function stopByHand(world: World, price: string) {
  const request = {
    symbol: 'BTCUSDT',
    positionSide: 'net',
    side: 'sell',
    type: 'stop-market',
    closePosition: true,
    triggerPrice: decimal(price),
    triggerBy: 'mark',
    clientOrderId: toClientOrderId('web_stop'),
  } as const;
  return world.exchange.place(request, undefined);
}

function cancelByHand(world: World): void {
  const own = world.exchange.openOrders().find(({ type }) => type === 'stop-market');
  world.exchange.cancel({ symbol: 'BTCUSDT', venueOrderId: own?.venueOrderId ?? toVenueOrderId('none') });
}

test.each([0, 99])(
  'a person moves the stop with the exchange’s own app, the new one %i ms after the old: the position stays',
  async (ms) => {
    const world = await protectedWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    world.exchange.delayMs = (what) => (what === 'event' ? 100 : 0);
    cancelByHand(world);
    await world.clock.advance(ms);
    await stopByHand(world, '59500');
    await world.clock.advance(90_000);
    expect([world.held(), await told(world, 'stop.failed')]).toEqual(['0.02', []]);
    const both = ['stop sell 0.02 at 59100', 'stop sell 59500', 'target sell 0.01 at 61200'];
    expect(standing(world)).toEqual(both);
    expect(await told(world, 'stop.replace-failed')).toEqual([]);

    world.exchange.cancel({ symbol: 'BTCUSDT', clientOrderId: toClientOrderId('web_stop') });
    await world.clock.advance(60_000);
    expect(standing(world)).toEqual(['stop sell 59100', 'target sell 0.01 at 61200', 'target sell 0.01 at 62400']);
  },
);
