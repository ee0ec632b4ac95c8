import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { createWorld, testRoute } from '../simulation/world.test.fixture.ts';

const routes = [testRoute()];

describe('the ledger', () => {
  test('what is sold by hand leaves it at once and is not bought back', async () => {
    const world = await createWorld({ routes });
    await world.alert('0', '0.03');
    await world.clock.advance(100);
    world.exchange.tradeByHand('sell', '0.01');
    await world.clock.advance(100);
    expect(await world.owned()).toBe('0.02');
    expect((await world.notices()).map((notice) => notice.type)).toContain('account.drift');
    await world.clock.advance(60_000);
    expect(world.held()).toBe('0.02');
    await world.alert('0.03', '0');
    await world.clock.advance(100);
    expect(world.held()).toBe('0');
  });

  test('what is closed by hand ends the position; the stream sits out until its next entry', async () => {
    const world = await createWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    world.exchange.tradeByHand('sell', '0.02');
    await world.clock.advance(5_000);
    expect(await world.owned()).toBe('0');
    expect(world.exchange.openOrders()).toEqual([]);
    await world.alert('0.02', '0.03');
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0');
    expect((await world.notices()).at(-1)).toMatchObject({ type: 'signal.rejected', code: 'sitting-out' });
    await world.alert('0.03', '-0.02');
    await world.clock.advance(1_000);
    expect(world.held()).toBe('-0.02');
  });

  test('what is bought by hand stays when the strategy closes', async () => {
    const world = await createWorld({ routes });
    await world.alert('0', '0.02');
    world.exchange.tradeByHand('buy', '0.01');
    await world.clock.advance(100);
    await world.alert('0.02', '0');
    await world.clock.advance(100);
    expect(world.held()).toBe('0.01');
    expect(await world.owned()).toBe('0');
  });

  test('fills that came while the desk was down are read and booked', async () => {
    const world = await createWorld({ routes });
    world.exchange.fillsAtOnce = false;
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    world.life.kill();
    world.exchange.fillOpen();
    await world.restart();
    await world.clock.advance(5_000);
    expect(await world.owned()).toBe('0.02');
    expect(await world.journal.listFills({})).toHaveLength(1);
    expect((await world.notices()).filter((notice) => notice.type === 'order.filled')).toHaveLength(1);
  });

  test('a position that left while the desk was down is noticed at the start', async () => {
    const world = await createWorld({ routes });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    world.life.kill();
    world.exchange.tradeByHand('sell', '0.02');
    await world.restart();
    await world.clock.advance(3_000);
    expect(await world.owned()).toBe('0');
  });

  test('add and reduce follow the unit of the entry', async () => {
    const world = await createWorld({ routes });
    for (const [from, to] of [
      ['0', '2'],
      ['2', '3'],
      ['3', '1'],
      ['1', '0'],
    ] as const) {
      await world.alert(from, to);
      await world.clock.advance(100);
      expect(await world.owned()).toBe(to);
    }
    expect(world.exchange.orders.map((order) => `${order.side} ${order.quantity?.toFixed()}`)).toEqual([
      'buy 2',
      'buy 1',
      'sell 2',
      'sell 1',
    ]);
  });

  test('what was sold by hand stays out of later steps, too: up and down go in proportion to what was left', async () => {
    const world = await createWorld({ routes });
    await world.alert('0', '1');
    await world.clock.advance(100);
    world.exchange.tradeByHand('sell', '0.5');
    await world.clock.advance(100);
    for (const [from, to, held] of [
      ['1', '2', '1'],
      ['2', '0.5', '0.25'],
      ['0.5', '1', '0.5'],
      ['1', '0', '0'],
      ['0', '1', '1'],
    ] as const) {
      await world.alert(from, to);
      await world.clock.advance(100);
      expect(world.held()).toBe(held);
      expect(await world.owned()).toBe(held);
    }
  });

  test('a unit that is no finite decimal loses no step', async () => {
    for (const [quantity, contracts] of [
      ['1', '3'],
      ['1', '0.3'],
      ['0.02', '7'],
    ] as const) {
      const size = { type: 'quantity', quantity: decimal(quantity) } as const;
      const world = await createWorld({ routes: [testRoute({ size })] });
      await world.alert('0', contracts);
      await world.clock.advance(100);
      expect(world.held()).toBe(quantity);
    }
  });
});
