import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { OPEN_LIMITS } from '../define-route.ts';
import { ask, FIXED, toldOf, wishWorld } from '../wishes/wish-world.test.fixture.ts';

const DAY_MS = 86_400_000;

test.each(['chain', 'direction'] as const)(
  'right after midnight a dry run says what would be sent, as the day is read before a real order goes: %s',
  async (mode) => {
    const limits = { ...OPEN_LIMITS, dailyLoss: decimal('300') };
    const world = await wishWorld({ mode, size: FIXED, dryRun: true, limits });
    await world.clock.advance(DAY_MS - (world.clock.now() % DAY_MS) + 500);
    if (mode === 'chain') await world.alert('0', '1');
    else await ask(world, { action: 'buy', price: '60000' }, 100);
    const [told] = await toldOf(world, 'signal.dry');
    expect(told?.accounts).toMatchObject([{ refusal: null, legs: [{ quantity: '0.02' }] }]);
  },
);
