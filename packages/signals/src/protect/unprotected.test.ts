import { describe, expect, test } from 'vitest';
import { decimal, toClientOrderId } from '@perpdesk/broker-core';
import type { Journal } from '@perpdesk/journal/port';
import { encodeClientOrderId } from '../execute/client-order-id.ts';
import { STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';
import { protectedWorld, standing, told } from './protect-world.test.fixture.ts';

const BTC = { symbol: 'BTCUSDT', positionSide: 'net', side: 'sell' } as const;

async function unprotected(world: World) {
  return (await told(world, 'position.unprotected')).map(({ quantity, held }) => `${quantity} of ${held}`);
}

/** Somebody's stop, placed with the exchange's own app. */
function stopByHand(world: World, quantity: string, id = 'web_stop') {
  return world.exchange.place(
    {
      ...BTC,
      type: 'stop-market',
      quantity: decimal(quantity),
      reduceOnly: true,
      triggerPrice: decimal('58000'),
      triggerBy: 'mark',
      clientOrderId: toClientOrderId(id),
    },
    undefined,
  );
}

async function flagsOf(journal: Journal, prefix: string) {
  return Object.keys(await journal.readFlags()).filter((name) => name.startsWith(prefix));
}

describe('a position that nothing protects', () => {
  test('is told once, not again after restarts, and once more when it has gone and comes again', async () => {
    const world = await protectedWorld();
    world.exchange.tradeByHand('buy', '0.5');
    await world.clock.advance(15_000);
    expect(await unprotected(world)).toEqual([]);
    await world.clock.advance(50_000);
    expect(await unprotected(world)).toEqual(['0.5 of 0.5']);
    await world.clock.advance(300_000);
    await world.restart();
    await world.clock.advance(90_000);
    expect(await unprotected(world)).toHaveLength(1);
    expect(await flagsOf(world.journal, 'unprotected:')).toEqual(['unprotected:one BTCUSDT net']);

    world.exchange.tradeByHand('sell', '0.5');
    await world.clock.advance(60_000);
    expect(await flagsOf(world.journal, 'unprotected:')).toEqual([]);
    world.exchange.tradeByHand('sell', '0.1');
    await world.clock.advance(90_000);
    expect(await unprotected(world)).toEqual(['0.5 of 0.5', '-0.1 of -0.1']);
  });

  test('a process that dies again and again tells it no more than once', async () => {
    const world = await protectedWorld();
    world.exchange.tradeByHand('buy', '0.5');
    for (let life = 0; life < 10; life++) {
      await world.clock.advance(45_000);
      await world.restart();
    }
    expect(await unprotected(world)).toHaveLength(1);
  });

  test('beside what a strategy owns it is told for its part, and the strategy keeps its own stop', async () => {
    const world = await protectedWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    world.exchange.tradeByHand('buy', '0.5');
    await world.clock.advance(90_000);
    expect(await unprotected(world)).toEqual(['0.5 of 0.52']);
    expect(standing(world)).toContain('stop sell 0.02 at 59100');
  });

  test('with a stop by hand over all of it, it is not; with one over a part, the rest is', async () => {
    const world = await protectedWorld();
    world.exchange.tradeByHand('buy', '0.5');
    await stopByHand(world, '0.5');
    await world.clock.advance(90_000);
    expect(await unprotected(world)).toEqual([]);
    world.exchange.tradeByHand('buy', '0.2');
    await world.clock.advance(90_000);
    expect(await unprotected(world)).toEqual(['0.2 of 0.7']);
  });

  test.each([
    ['from a price that has not come yet protects nothing', '62000', ['0.5 of 0.5']],
    ['that trails is one', null, []],
  ])('a trailing stop %s', async (_name, activation, told) => {
    const world = await protectedWorld();
    world.exchange.tradeByHand('buy', '0.5');
    await world.exchange.place(
      {
        ...BTC,
        type: 'trailing-stop-market',
        quantity: decimal('0.5'),
        reduceOnly: true,
        callbackRate: decimal('1'),
        triggerBy: 'mark',
        ...(activation === null ? {} : { activationPrice: decimal(activation) }),
        clientOrderId: toClientOrderId('web_trailing'),
      },
      undefined,
    );
    await world.clock.advance(90_000);
    expect(await unprotected(world)).toEqual(told);
  });

  test('one that lost its stop is told again', async () => {
    const world = await protectedWorld();
    world.exchange.tradeByHand('buy', '0.5');
    await world.clock.advance(90_000);
    await stopByHand(world, '0.5');
    await world.clock.advance(90_000);
    expect(await flagsOf(world.journal, 'unprotected:')).toEqual([]);
    world.exchange.cancel({ symbol: 'BTCUSDT', clientOrderId: toClientOrderId('web_stop') });
    await world.clock.advance(90_000);
    expect(await unprotected(world)).toHaveLength(2);
  });

  test('what a route leaves without a stop is as configured', async () => {
    const world = await protectedWorld({ stopLoss: null, takeProfits: [] });
    await world.alert('0', '0.02');
    await world.clock.advance(120_000);
    expect(world.held()).toBe('0.02');
    expect(await unprotected(world)).toEqual([]);
  });

  test('of a strategy whose route is no more, nobody has decided that', async () => {
    const world = await protectedWorld({ stopLoss: null, takeProfits: [] });
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    await world.restart({ routes: [testRoute({ id: 'other', stopLoss: STOP })] });
    await world.clock.advance(90_000);
    expect(await unprotected(world)).toEqual(['0.02 of 0.02']);
  });

  test.each([['halt'], ['absolute']] as const)('with onDrift %s it is told as a drift alone', async (onDrift) => {
    const world = await protectedWorld({ onDrift });
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    world.exchange.tradeByHand('buy', '0.5');
    await world.clock.advance(120_000);
    expect(await told(world, 'account.drift')).toHaveLength(1);
    expect(await unprotected(world)).toEqual([]);
  });

  test('dust that no order could close is not told', async () => {
    const world = await protectedWorld();
    world.exchange.tradeByHand('buy', '0.0004');
    await world.clock.advance(120_000);
    expect(await unprotected(world)).toEqual([]);
  });
});

describe('an open order with an id of ours that the journal does not know', () => {
  async function stray(world: World, streamCode: string, isEntry = false) {
    const environment = world.life.manager.view('one').environment;
    const clientOrderId = encodeClientOrderId({
      environment,
      streamCode,
      sequence: 1,
      leg: 1,
      attempt: 1,
      hash: 'deadbeef',
    });
    const base = { ...BTC, quantity: decimal('0.01'), clientOrderId };
    if (isEntry) {
      const entry = { ...base, side: 'buy', type: 'limit', price: decimal('59000'), timeInForce: 'gtc' } as const;
      return world.exchange.place(entry, undefined);
    }
    const exit = { ...base, type: 'limit', price: decimal('62000'), reduceOnly: true, timeInForce: 'gtc' } as const;
    return world.exchange.place(exit, undefined);
  }

  async function codeOf(world: World): Promise<string> {
    const [stream] = (await world.journal.readLedger()).streams;
    return stream?.code ?? '';
  }

  test('that only reduces what its strategy does not own any more is canceled, and nobody hears of it', async () => {
    const world = await protectedWorld({ takeProfits: [] });
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    await world.alert('0.02', '0');
    await world.clock.advance(1_000);
    world.exchange.tradeByHand('buy', '0.5');
    await stray(world, await codeOf(world));
    await world.clock.advance(60_000);
    expect(standing(world)).toEqual([]);
    expect(await told(world, 'order.stray')).toEqual([]);
  });

  test('that reduces what its strategy owns is left and told once, also over restarts', async () => {
    const world = await protectedWorld({ takeProfits: [] });
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    await stray(world, await codeOf(world));
    await world.clock.advance(100_000);
    await world.restart();
    await world.clock.advance(100_000);
    expect(standing(world)).toHaveLength(2);
    expect(await told(world, 'order.stray')).toMatchObject([
      { orderType: 'limit', side: 'sell', quantity: '0.01', price: '62000', isEntry: false },
    ]);
    await world.alert('0.02', '0');
    await world.clock.advance(60_000);
    expect(standing(world)).toEqual([]);
    await world.clock.advance(60_000);
    expect(await flagsOf(world.journal, 'stray:')).toEqual([]);
  });

  test('that may open a position is told, never canceled', async () => {
    const world = await protectedWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    await world.alert('0.02', '0');
    await world.clock.advance(1_000);
    await stray(world, await codeOf(world), true);
    await world.clock.advance(90_000);
    expect(standing(world)).toEqual(['limit buy 0.01 at once']);
    expect(await told(world, 'order.stray')).toMatchObject([{ isEntry: true }]);
  });

  test('of a strategy nobody knows: while the side holds something it may be all that protects it', async () => {
    const world = await protectedWorld();
    world.exchange.tradeByHand('buy', '0.5');
    await stray(world, 'zzz');
    await world.clock.advance(90_000);
    expect(standing(world)).toHaveLength(1);
    expect(await told(world, 'order.stray')).toMatchObject([{ clientOrderId: expect.stringContaining('-zzz-') }]);
    world.exchange.tradeByHand('sell', '0.5');
    await world.clock.advance(60_000);
    expect(standing(world)).toEqual([]);
  });
});
