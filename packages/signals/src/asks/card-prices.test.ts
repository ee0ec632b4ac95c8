import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { ask } from '../wishes/wish-world.test.fixture.ts';
import type { Route } from '../route.ts';
import { askWorld, lastCard } from './ask-world.test.fixture.ts';

const ENTRY = { offsetPercent: decimal('5'), expiryMs: 30_000, fallback: 'cancel', steps: 2 } as const;
const size = { type: 'quantity', quantity: decimal('0.02') } as const;

// the market is at 60 000, the stop 1.5 % away
test.each<[string, Partial<Route>, object, object]>([
  ['at the market', {}, {}, { notional: '1200', stopPrice: '59100' }],
  [
    'its own price',
    { overrides: ['type'] },
    { orderType: 'limit', price: '50000' },
    { notional: '1000', stopPrice: '49250' },
  ],
  [
    'the market, where it has passed its own',
    { overrides: ['type'] },
    { orderType: 'limit', price: '70000' },
    { notional: '1200', stopPrice: '59100' },
  ],
  ['its route’s', { entry: { ...ENTRY, type: 'limit' } }, {}, { notional: '1140', stopPrice: '56145' }],
  ['a ladder’s average', { entry: { ...ENTRY, type: 'ladder' } }, {}, { notional: '1170', stopPrice: '57622.5' }],
  [
    'that of three steps',
    { entry: { ...ENTRY, type: 'ladder', steps: 3 } },
    {},
    { notional: '1167', stopPrice: '57474.8' },
  ],
  [
    'its own price, of a short',
    { overrides: ['type'] },
    { action: 'sell', orderType: 'limit', price: '70000' },
    { notional: '1400', stopPrice: '71050' },
  ],
])('a card tells stop and worth of an entry by what it fills at: %s', async (_name, route, fields, leg) => {
  const world = await askWorld({ mode: 'direction', size, ...route });
  await ask(world, { action: 'buy', ...fields });
  expect((await lastCard(world)).legs).toMatchObject([{ quantity: '0.02', ...leg }]);
});
