import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { protectedWorld, standing, target, TARGETS, told } from './protect-world.test.fixture.ts';

const BOTH = ['stop sell 59100', 'target sell 0.01 at 61200', 'target sell 0.01 at 62400'];

describe('the targets of a position', () => {
  test('they stand once the stop is proven, the last with the rest', async () => {
    const world = await protectedWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    expect(standing(world)).toEqual(BOTH);
    expect(world.exchange.openOrders().map(({ triggerBy, reduceOnly }) => [triggerBy, reduceOnly])).toEqual([
      ['mark', false],
      ['last', true],
      ['last', true],
    ]);
  });

  test('of a short they are below, in hedge mode by side', async () => {
    const world = await protectedWorld({}, { isHedge: true });
    await world.alert('0', '-0.02');
    await world.clock.advance(100);
    expect(standing(world)).toEqual(['stop buy 60900', 'target buy 0.01 at 57600', 'target buy 0.01 at 58800']);
    const sides = world.exchange.openOrders().map(({ positionSide, reduceOnly }) => `${positionSide} ${reduceOnly}`);
    expect(new Set(sides)).toEqual(new Set(['short false']));
  });

  test.each([[false], [true]])(
    'they fill one by one, and nothing is left when the last has (hedge %s)',
    async (isHedge) => {
      const world = await protectedWorld({}, { isHedge });
      await world.alert('0', '0.02');
      await world.clock.advance(100);
      world.exchange.moveTo('61200');
      await world.clock.advance(100);
      expect(world.held()).toBe('0.01');
      expect(await world.owned()).toBe('0.01');
      expect(standing(world)).toEqual(['stop sell 59100', 'target sell 0.01 at 62400']);
      world.exchange.moveTo('62400');
      await world.clock.advance(1_000);
      expect(world.held()).toBe('0');
      expect(await world.owned()).toBe('0');
      expect(standing(world)).toEqual([]);
      const fills = await told(world, 'order.filled');
      expect(fills.map(({ kind, quantity }) => `${kind} ${quantity}`)).toEqual([
        'increase 0.02',
        'target 0.01',
        'target 0.01',
      ]);
      expect(await told(world, 'position.closed')).toMatchObject([{ cause: 'target' }]);
    },
  );

  test('the ids carry the code of the stream', async () => {
    const world = await protectedWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    const [stream] = (await world.journal.readLedger()).streams;
    for (const { clientOrderId } of world.exchange.openOrders()) expect(clientOrderId).toContain(`-${stream?.code}-`);
  });

  test('a close takes them away', async () => {
    const world = await protectedWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    await world.alert('0.02', '0');
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0');
    expect(standing(world)).toEqual([]);
  });

  test('a turn takes them away, and the other side gets its own', async () => {
    const world = await protectedWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    await world.alert('0.02', '-0.02');
    await world.clock.advance(5_000);
    expect(standing(world)).toEqual(['stop buy 60900', 'target buy 0.01 at 57600', 'target buy 0.01 at 58800']);
  });

  test('a reduction makes them smaller', async () => {
    const world = await protectedWorld();
    await world.alert('0', '0.04');
    await world.clock.advance(100);
    await world.alert('0.04', '0.02');
    await world.clock.advance(1_000);
    expect(standing(world)).toEqual(BOTH);
  });

  test('more of it makes them larger, and all is counted from the new average entry price', async () => {
    const world = await protectedWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    world.exchange.fillPrice = decimal('61000');
    await world.alert('0.02', '0.04');
    await world.clock.advance(2_000);
    // 60500 on average
    expect(standing(world)).toEqual(['stop sell 59592.5', 'target sell 0.02 at 61710', 'target sell 0.02 at 62920']);
    expect(await told(world, 'stop.moved')).toMatchObject([{ from: '59100', triggerPrice: '59592.5', cause: 'entry' }]);
    expect(await told(world, 'stop.placed')).toHaveLength(1);
  });

  test('a reduction after a target took its part takes no more than the strategy asks for', async () => {
    const world = await protectedWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    world.exchange.moveTo('61200');
    await world.clock.advance(100);
    await world.alert('0.02', '0.01');
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0.01');
    await world.alert('0.01', '0');
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0');
    expect(standing(world)).toEqual([]);
  });

  test('what a target took is not bought back by a later step', async () => {
    const world = await protectedWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    world.exchange.moveTo('61200');
    await world.clock.advance(100);
    await world.alert('0.02', '0.03');
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0.02');
    await world.alert('0.03', '0.02');
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0.02');
    await world.alert('0.02', '0.03');
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0.03');
  });

  test('a target that has filled does not come again with more of the position', async () => {
    const world = await protectedWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    world.exchange.moveTo('61200');
    await world.clock.advance(100);
    world.exchange.moveTo('60000');
    await world.alert('0.02', '0.04');
    await world.clock.advance(2_000);
    expect(standing(world)).toEqual(['stop sell 59100', 'target sell 0.03 at 62400']);
  });

  test('those too small for the exchange go with the next, and that is said once', async () => {
    const world = await protectedWorld({ takeProfits: [target('1', '1'), target('2', '50'), target('4')] });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    expect(standing(world)).toEqual(['stop sell 59100', 'target sell 0.01 at 61200', 'target sell 0.01 at 62400']);
    await world.alert('0.02', '0.01');
    await world.clock.advance(40_000);
    expect(await told(world, 'targets.merged')).toMatchObject([{ targets: [1] }]);
  });

  test('one whose price is there already is taken at the market', async () => {
    const world = await protectedWorld();
    world.exchange.marketPrice = decimal('61500');
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0.01');
    expect(standing(world)).toEqual(['stop sell 59100', 'target sell 0.01 at 62400']);
    expect(await told(world, 'order.rejected')).toEqual([]);
  });

  test('a refused one is told, and tried again by the watchdog; the position keeps its stop', async () => {
    const world = await protectedWorld();
    let refusals = 1;
    world.exchange.faultFor = ({ type }) => (type === 'take-profit-market' && refusals-- > 0 ? 'rejected' : 'none');
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    expect(standing(world)).toContain('stop sell 59100');
    expect(await told(world, 'order.rejected')).toMatchObject([{ kind: 'target' }]);
    await world.clock.advance(65_000);
    expect(standing(world)).toEqual(BOTH);
  });

  test.each([['lost'], ['lost-answer'], ['late'], ['not-sent']] as const)(
    '%s on their way: in the end each stands once',
    async (fault) => {
      const world = await protectedWorld();
      let faults = 2;
      world.exchange.faultFor = ({ type }) => (type === 'take-profit-market' && faults-- > 0 ? fault : 'none');
      await world.alert('0', '0.02');
      await world.clock.advance(40_000);
      expect(standing(world)).toEqual(BOTH);
    },
  );

  test('/panic cancels them once the symbol is flat', async () => {
    const world = await protectedWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    const seen: string[] = [];
    const { cancel } = world.exchange;
    world.exchange.cancel = (reference) => {
      seen.push(world.held());
      return cancel(reference);
    };
    const panic = world.life.engine.panic({ actor: '111', relay: ['desk'] });
    await world.clock.advance(30_000);
    expect((await panic).flat).toBe(true);
    expect(new Set(seen)).toEqual(new Set(['0']));
    expect(standing(world)).toEqual([]);
    expect(await world.owned()).toBe('0');
  });

  test('without a stop they stand all the same', async () => {
    const world = await protectedWorld({ stopLoss: null, takeProfits: TARGETS });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    expect(standing(world)).toEqual(BOTH.slice(1));
  });
});
