import { expect, test } from '@jest/globals';
import { decimal, isOpenOrder } from '@perpdesk/broker-core';
import { createStreams, SHARED } from '../ledger/streams.test.fixture.ts';
import type { Route } from '../route.ts';
import { STOP } from '../simulation/world.test.fixture.ts';
import { TARGETS } from './protect-world.test.fixture.ts';

const TRAILING = { activatePercent: null, callbackPercent: decimal('1') } as const;

test.each<[string, Partial<Route>]>([
  ['targets', { takeProfits: TARGETS }],
  ['a stop and targets', { stopLoss: STOP, takeProfits: TARGETS }],
  ['a trailing stop', { stopLoss: STOP, trailing: TRAILING }],
])('%s do not hold up the close of what another strategy owns against', async (_, protect) => {
  const { world, step, owned, held } = await createStreams('one-way', { ...SHARED, ...protect });
  await step('a', '0', '2');
  await step('b', '0', '-1');
  await step('a', '2', '0', 30_000);
  expect(await owned()).toBe('b -1');
  expect(held()).toBe('net -1');
  const sells = world.exchange.orders.filter(({ type, side }) => side === 'sell' && type !== 'market');
  expect(sells.filter(isOpenOrder)).toEqual([]);
});
