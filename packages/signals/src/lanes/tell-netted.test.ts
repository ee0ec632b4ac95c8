import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { told } from '../protect/protect-world.test.fixture.ts';
import { createWorld, settle } from '../simulation/world.test.fixture.ts';

describe('an entry by hand against what is held', () => {
  async function traded(direction: 'long' | 'short', quantity: string) {
    const world = await createWorld({ routes: [] });
    const { clock, exchange } = world;
    let count = 0;
    const trade = async (way: 'long' | 'short', size: string) => {
      count += 1;
      await settle(
        clock,
        world.life.engine.trade({
          id: `card-${count}`,
          actor: 'user:1',
          brokerId: 'one',
          symbol: 'BTCUSDT',
          confirmedAt: clock.now(),
          relay: ['desk'],
          type: 'open',
          direction: way,
          quantity: decimal(size),
        }),
      );
      await clock.advance(10_000);
    };
    await trade('long', '0.02');
    exchange.realizedPnl = decimal('10');
    await trade(direction, quantity);
    return (await told(world, 'position.closed')).map(({ cause, realizedPnl }) => ({ cause, realizedPnl }));
  }

  test.each(['0.02', '0.05'])('%s of the other side ends it, and that is told', async (quantity) => {
    expect(await traded('short', quantity)).toMatchObject([{ cause: 'operator' }]);
  });

  test('less than is held, or more of the same side, does not', async () => {
    expect(await traded('short', '0.01')).toEqual([]);
    expect(await traded('long', '0.01')).toEqual([]);
  });
});
