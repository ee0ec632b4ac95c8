import { expect, test } from 'vitest';
import { ask, FIXED, refusals, wishWorld } from './wish-world.test.fixture.ts';

test.each([
  { action: 'sell', sentiment: 'flat' },
  { action: 'exit', sentiment: 'flat' },
])('what closes all needs no stop to count its size by: %j', async (leave) => {
  const world = await wishWorld({ size: FIXED, dialect: 'traderspost' });
  const post = (fields: object) => {
    const time = new Date(world.clock.now()).toISOString();
    return ask(world, { ticker: 'BTCUSDT.P', quantityType: 'risk_dollar_amount', quantity: '10', time, ...fields });
  };
  await post({ action: 'buy', sentiment: 'long', stopLoss: { type: 'stop', stopPrice: '59000' } });
  expect(world.held()).toBe('0.02');
  await post({ ...leave, stopLoss: { type: 'stop', stopPrice: '0' } });
  expect([world.held(), await refusals(world)]).toEqual(['0', []]);
});
