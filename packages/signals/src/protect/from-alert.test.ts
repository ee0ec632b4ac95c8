import { describe, expect, test } from 'vitest';
import { decimal, toClientOrderId } from '@perpdesk/broker-core';
import type { World } from '../simulation/world.test.fixture.ts';
import { protectedWorld, standing, target, TARGETS, told } from './protect-world.test.fixture.ts';

const FROM_ALERT = { fromAlert: true, triggerBy: 'mark' } as const;

function postWith(world: World, step: readonly [string, string], fields: Readonly<Record<string, string>>) {
  return world.post(JSON.stringify({ ...JSON.parse(world.bodyOf(...step)), ...fields }));
}

describe('a stop from the alert', () => {
  test('it stands where the alert says; its targets do not count beside it', async () => {
    const world = await protectedWorld({ stopLoss: FROM_ALERT, takeProfits: TARGETS });
    await postWith(world, ['0', '0.02'], { stopLoss: '58000', tp1: '65000' });
    await world.clock.advance(100);
    expect(standing(world)).toEqual(['stop sell 58000', 'target sell 0.01 at 61200', 'target sell 0.01 at 62400']);
    const [received] = await told(world, 'signal.received');
    expect(received?.notes).toContain('Ignored, the route’s own protection stands: the targets.');
  });

  test('an entry without one is refused, an exit is not', async () => {
    const world = await protectedWorld({ stopLoss: FROM_ALERT });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    expect(world.held()).toBe('0');
    expect(await told(world, 'signal.rejected')).toMatchObject([{ code: 'missing-field' }]);
  });

  test('a later one moves it, an alert without one does not', async () => {
    const world = await protectedWorld({ stopLoss: FROM_ALERT, takeProfits: [] });
    await postWith(world, ['0', '0.02'], { sl: '58000' });
    await world.clock.advance(100);
    await postWith(world, ['0.02', '0.03'], { sl: '58500' });
    await world.clock.advance(2_000);
    expect(standing(world)).toEqual(['stop sell 58500']);
    await world.alert('0.03', '0.04');
    await world.clock.advance(2_000);
    expect(standing(world)).toEqual(['stop sell 58500']);
  });

  test('on the wrong side it is refused by name', async () => {
    const world = await protectedWorld({ stopLoss: FROM_ALERT });
    await postWith(world, ['0', '0.02'], { stopLoss: '61000' });
    await world.clock.advance(100);
    expect(await told(world, 'signal.rejected')).toMatchObject([{ code: 'conflicting-fields' }]);
    expect(world.held()).toBe('0');
  });

  test('where the route lists protect under overrides, stop and targets of the alert stand', async () => {
    const world = await protectedWorld({ overrides: ['protect'] });
    await postWith(world, ['0', '0.02'], { stopLossPercent: '3', takeProfitPercent1: '1', takeProfitPercent2: '5' });
    await world.clock.advance(100);
    expect(standing(world)).toEqual(['stop sell 58200', 'target sell 0.01 at 60600', 'target sell 0.01 at 63000']);
  });

  test('elsewhere they are noted and do not count', async () => {
    const world = await protectedWorld();
    await postWith(world, ['0', '0.02'], { stopLoss: '58000' });
    await world.clock.advance(100);
    expect(standing(world)).toContain('stop sell 59100');
  });
});

describe('a size by risk', () => {
  const size = { type: 'risk-percent', percent: decimal('1') } as const;

  test('counts the distance to a stop by price', async () => {
    const world = await protectedWorld({
      size,
      stopLoss: { price: decimal('59000'), triggerBy: 'mark' },
      takeProfits: [],
    });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    // 1 % of 10 000 over 1 000
    expect(world.held()).toBe('0.1');
    expect(standing(world)).toEqual(['stop sell 59000']);
  });

  test('and to the one that the alert names', async () => {
    const world = await protectedWorld({ size, stopLoss: FROM_ALERT, takeProfits: [] });
    await postWith(world, ['0', '0.02'], { stopLoss: '59500' });
    await world.clock.advance(100);
    expect(world.held()).toBe('0.2');
  });
});

describe('a trailing stop', () => {
  const trailing = { activatePercent: decimal('1'), callbackPercent: decimal('0.5') };

  test('it stands beside the stop, of what is owned, and goes with it', async () => {
    const world = await protectedWorld({ trailing, takeProfits: [] });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    expect(standing(world)).toEqual(['stop sell 59100', 'trailing sell 0.02 at 60600']);
    const order = world.exchange.openOrders().find(({ type }) => type === 'trailing-stop-market');
    expect(order).toMatchObject({ triggerBy: 'mark', reduceOnly: true });
    expect(order?.callbackRate?.toFixed()).toBe('0.5');
    await world.alert('0.02', '0.01');
    await world.clock.advance(1_000);
    expect(standing(world)).toEqual(['stop sell 59100', 'trailing sell 0.01 at 60600']);
    await world.alert('0.01', '0');
    await world.clock.advance(1_000);
    expect(standing(world)).toEqual([]);
  });

  test('when it fires the position is closed by a stop, and the others go', async () => {
    const world = await protectedWorld({ trailing, takeProfits: [target('5')] });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    const order = world.exchange.openOrders().find(({ type }) => type === 'trailing-stop-market');
    world.exchange.trigger(order?.clientOrderId ?? '');
    await world.clock.advance(1_000);
    expect(await world.owned()).toBe('0');
    expect(standing(world)).toEqual([]);
    expect(await told(world, 'position.closed')).toMatchObject([{ cause: 'stop' }]);
  });
});

describe('the watchdog', () => {
  test('cancels an order of ours that came to life after its absence was proven', async () => {
    const world = await protectedWorld({ takeProfits: [] });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    const [stop] = world.exchange.openOrders();
    if (stop === undefined) throw new Error('No stop stands.');
    // under the id of a stop that has ended: as an exchange that answered wrongly would have it
    world.exchange.cancel({ symbol: stop.symbol, clientOrderId: stop.clientOrderId });
    await world.clock.advance(1_000);
    const { symbol, clientOrderId, positionSide } = stop;
    const late = { symbol, clientOrderId, positionSide, side: 'sell', type: 'stop-market' } as const;
    await world.exchange.place(
      { ...late, quantity: decimal('0.02'), reduceOnly: true, triggerPrice: decimal('58000') },
      undefined,
    );
    expect(standing(world)).toEqual(['stop sell 0.02 at 58000', 'stop sell 59100']);
    await world.clock.advance(65_000);
    expect(standing(world)).toEqual(['stop sell 59100']);
  });

  test('cancels a target of a life whose journal was lost', async () => {
    const world = await protectedWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    const [order] = world.exchange.openOrders().filter(({ type }) => type === 'take-profit-market');
    if (order === undefined) throw new Error('No target stands.');
    const clientOrderId = toClientOrderId(`${order.clientOrderId.slice(0, -8)}0badcafe`);
    const { symbol, positionSide } = order;
    const lost = { symbol, positionSide, clientOrderId, side: 'sell', type: 'take-profit-market' } as const;
    const terms = { quantity: decimal('0.01'), reduceOnly: true, triggerPrice: decimal('61300') };
    await world.exchange.place({ ...lost, ...terms }, undefined);
    expect(standing(world)).toHaveLength(4);
    await world.clock.advance(65_000);
    expect(standing(world)).toEqual(['stop sell 59100', 'target sell 0.01 at 61200', 'target sell 0.01 at 62400']);
  });

  test('leaves orders of others alone', async () => {
    const world = await protectedWorld({ takeProfits: [] });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    const request = { symbol: 'BTCUSDT', positionSide: 'net', side: 'sell', type: 'stop-market' } as const;
    const [stop] = world.exchange.openOrders();
    if (stop === undefined) throw new Error('No stop stands.');
    const clientOrderId = toClientOrderId('web_7');
    await world.exchange.place(
      { ...request, clientOrderId, quantity: decimal('0.02'), triggerPrice: decimal('58000') },
      undefined,
    );
    await world.clock.advance(65_000);
    expect(standing(world)).toHaveLength(2);
  });

  test('places anew a target that was canceled by hand', async () => {
    const world = await protectedWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    const order = world.exchange.openOrders().find(({ type }) => type === 'take-profit-market');
    if (order === undefined) throw new Error('No target stands.');
    world.exchange.delayMs = (what) => (what === 'event' ? null : 0);
    world.exchange.cancel({ symbol: order.symbol, clientOrderId: order.clientOrderId });
    world.exchange.delayMs = () => 0;
    await world.restart();
    await world.clock.advance(35_000);
    expect(standing(world)).toEqual(['stop sell 59100', 'target sell 0.01 at 61200', 'target sell 0.01 at 62400']);
  });
});
