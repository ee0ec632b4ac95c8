import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { createWorld, settle, type World } from '../simulation/world.test.fixture.ts';

const head = (world: World, waitedMs: number) => ({
  id: 'nonce',
  actor: 'user:111',
  brokerId: 'one',
  symbol: 'BTCUSDT',
  confirmedAt: world.clock.now() - waitedMs,
  relay: ['desk'],
});
const rejected = async (world: World) => (await world.notices()).filter(({ type }) => type === 'signal.rejected');

test('a setting that waited too long is told as one', async () => {
  const world = await createWorld();
  const setting = { name: 'leverage', value: 5 } as const;
  await settle(world.clock, world.life.engine.trade({ ...head(world, 121_000), type: 'setting', setting }));
  await world.clock.advance(2_000);
  expect(await rejected(world)).toMatchObject([{ about: 'setting', code: 'too-old' }]);
});

test('a stop that is not set is told as one, an order that is not placed as an order', async () => {
  const world = await createWorld();
  const place = { positionSide: 'net', direction: 'long', stopLoss: decimal('59000') } as const;
  await settle(world.clock, world.life.engine.trade({ ...head(world, 0), type: 'protect', ...place }));
  await world.clock.advance(2_000);
  expect(await rejected(world)).toMatchObject([{ about: 'protect', code: 'nothing-owned' }]);
  const close = { positionSide: 'net', fraction: null, quantity: null } as const;
  await settle(world.clock, world.life.engine.trade({ ...head(world, 0), id: 'other', type: 'close', ...close }));
  await world.clock.advance(2_000);
  expect((await rejected(world)).at(-1)).not.toHaveProperty('about');
});
