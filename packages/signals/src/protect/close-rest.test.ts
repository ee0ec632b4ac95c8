import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { STOP, createWorld, testRoute } from '../simulation/world.test.fixture.ts';
import { standing } from './protect-world.test.fixture.ts';

test('what others leave of a position whose stop the price has passed is closed soon after the comparison', async () => {
  const world = await createWorld({ routes: [testRoute({ stopLoss: STOP })] });
  const { place } = world.exchange;
  world.exchange.place = (request, ...rest) => {
    if (request.type === 'stop-market' && world.held() === '0.02') {
      // the price falls, and half of it is closed in the exchange's app, before the stop comes
      world.exchange.marketPrice = decimal('58000');
      world.exchange.delayMs = (what) => (what === 'event' ? null : 0);
      world.exchange.tradeByHand('sell', '0.01');
    }
    return place(request, ...rest);
  };
  await world.alert('0', '0.02');
  await world.clock.advance(5_000);
  expect([world.held(), await world.owned(), standing(world)]).toEqual(['0', '0', []]);
});
