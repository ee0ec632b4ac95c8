import { describe, expect, test } from 'vitest';
import { decimal, toClientOrderId } from '@perpdesk/broker-core';
import { encodeClientOrderId } from '../execute/client-order-id.ts';
import { createFailingJournal, type FailingJournal } from '../simulation/failing-journal.test.fixture.ts';
import type { World } from '../simulation/world.test.fixture.ts';
import { protectedWorld, standing, told } from './protect-world.test.fixture.ts';

const BTC = { symbol: 'BTCUSDT', positionSide: 'net' } as const;

/** A desk with a strategy that has traded, on a journal that can be put out of its reach. */
async function cutWorld() {
  const failures: FailingJournal[] = [];
  const world = await protectedWorld(
    {},
    {
      wrapJournal: (journal) => {
        const failing = createFailingJournal(journal);
        failures.push(failing);
        return failing.journal;
      },
    },
  );
  await world.alert('0', '0.02');
  await world.clock.advance(1_000);
  return { world, fail: (code: 'unreachable' | null) => failures.at(-1)?.fail(code) };
}

/** What another desk sends that drives the same strategy. */
async function successorOf(world: World) {
  const [stream] = (await world.journal.readLedger()).streams;
  const { environment } = world.life.manager.view('one');
  let sequence = 10;
  const idOf = () =>
    encodeClientOrderId({
      environment,
      streamCode: stream?.code ?? '',
      sequence: sequence++,
      leg: 1,
      attempt: 1,
      hash: 'deadbeef',
    });
  const protect = (type: 'stop-market' | 'take-profit-market', price: string, quantity: string) => {
    const order = { ...BTC, side: 'sell', type, triggerPrice: decimal(price), quantity: decimal(quantity) } as const;
    return world.exchange.place({ ...order, reduceOnly: true, clientOrderId: idOf() }, undefined);
  };
  return {
    placeStop: (price: string) => protect('stop-market', price, '0.02'),
    placeTarget: (price: string) => protect('take-profit-market', price, '0.01'),
    enter: () => world.exchange.tradeByHand('buy', '0.02'),
    cancel: (name: string) => {
      const order = world.exchange.openOrders().find(({ type }) => type === name);
      world.exchange.cancel({ symbol: BTC.symbol, clientOrderId: toClientOrderId(order?.clientOrderId ?? '') });
    },
  };
}

describe('a desk that alone is cut off from its journal, while another may have taken over', () => {
  test('cancels no stop and no target that the other one placed for what both own', async () => {
    const { world, fail } = await cutWorld();
    const other = await successorOf(world);
    fail('unreachable');
    await other.placeStop('59900');
    await other.placeTarget('63000');
    other.cancel('stop-market');
    await world.clock.advance(300_000);
    expect(standing(world)).toEqual(expect.arrayContaining(['stop sell 0.02 at 59900', 'target sell 0.01 at 63000']));
    expect(world.held()).toBe('0.02');
    expect(await told(world, 'order.stray')).toEqual([]);
  });

  test('nor where it owned nothing itself', async () => {
    const { world, fail } = await cutWorld();
    await world.alert('0.02', '0');
    await world.clock.advance(1_000);
    const other = await successorOf(world);
    fail('unreachable');
    other.enter();
    await other.placeStop('59900');
    await other.placeTarget('63000');
    await world.clock.advance(300_000);
    expect(standing(world)).toEqual(['stop sell 0.02 at 59900', 'target sell 0.01 at 63000']);
  });
});
