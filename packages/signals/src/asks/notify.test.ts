import { describe, expect, test } from 'vitest';
import { createWorld, STOP, testRoute } from '../simulation/world.test.fixture.ts';
import { ledgerOf, marketOrders } from './ask-world.test.fixture.ts';

describe('a route that only tells', () => {
  test('places nothing, follows the strategy, and says so', async () => {
    const world = await createWorld({ routes: [testRoute({ execute: 'notify', stopLoss: STOP })] });
    await world.clock.advance(1_000);
    await world.alert('0', '0.02');
    await world.alert('0.02', '0.03');
    await world.clock.advance(5_000);
    expect(world.exchange.orders).toEqual([]);
    expect(await ledgerOf(world)).toBe('sitting-out 0');
    expect((await world.journal.readLedger()).streams).toMatchObject([{ lastPosition: '0.03', sequence: 2 }]);
    const notices = (await world.notices()).filter(({ type }) => type.startsWith('signal.'));
    expect(notices).toMatchObject([
      { type: 'signal.received', notes: ['The route only tells: nothing is placed.'] },
      { type: 'signal.received' },
    ]);
    expect((await world.journal.listSignals({})).map(({ state }) => state)).toEqual(['done', 'done']);
  });

  test('once it trades, its accounts come in with the next entry', async () => {
    const world = await createWorld({ routes: [testRoute({ execute: 'notify' })] });
    await world.alert('0', '0.02');
    await world.restart({ routes: [testRoute()] });
    await world.clock.advance(1_000);
    await world.alert('0.02', '0.03');
    await world.alert('0.03', '0');
    await world.clock.advance(1_000);
    expect(marketOrders(world)).toEqual([]);
    await world.alert('0', '0.01');
    await world.clock.advance(1_000);
    expect(marketOrders(world)).toEqual(['buy 0.01']);
  });

  test('what it held before is kept with its stop, told, and turned from what is really held', async () => {
    const world = await createWorld({ routes: [testRoute({ stopLoss: STOP })] });
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    await world.restart({ routes: [testRoute({ execute: 'notify', stopLoss: STOP })] });
    await world.clock.advance(1_000);
    await world.alert('0.02', '0');
    await world.clock.advance(1_000);
    expect(await ledgerOf(world)).toBe('in 0.02');
    expect(world.exchange.openOrders()).toHaveLength(1);
    expect((await world.notices()).filter(({ type }) => type === 'signal.rejected')).toMatchObject([
      { code: 'tell-only', detail: expect.stringContaining('0.02 BTCUSDT long') },
    ]);
    await world.restart({ routes: [testRoute({ stopLoss: STOP })] });
    await world.clock.advance(1_000);
    await world.alert('0', '-0.02');
    await world.clock.advance(5_000);
    expect(world.held()).toBe('-0.02');
    expect(marketOrders(world)).toEqual(['buy 0.02', 'sell 0.02', 'sell 0.02']);
  });
});
