import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { OPEN_LIMITS } from '../define-route.ts';
import type { AskQuote, AskSizes } from '../engine.ts';
import { settle, type World } from '../simulation/world.test.fixture.ts';
import { answer, answersOf, askWorld, deliverCards, lastCard, marketOrders } from './ask-world.test.fixture.ts';

const quote = async (world: World, more: Partial<AskSizes> = {}): Promise<AskQuote> => {
  const signalId = more.signalId ?? (await lastCard(world)).signalId;
  return settle(world.clock, world.life.engine.quoteAsk({ signalId, ...more }));
};

describe('cards that wait', () => {
  test('are listed until they are answered, with the time that runs from their delivery', async () => {
    const world = await askWorld({ limits: { ...OPEN_LIMITS, maxAgeMs: 600_000 } });
    expect(world.life.engine.asks()).toEqual([]);
    await world.alert('0', '0.02');
    const { signalId, until } = await lastCard(world);
    expect(world.life.engine.asks()).toEqual([{ signalId, answerBy: until }]);
    await deliverCards(world);
    const deliveredAt = world.clock.now();
    await world.clock.advance(10_000);
    expect(world.life.engine.asks()).toEqual([{ signalId, answerBy: deliveredAt + 60_000 }]);
    await answer(world, 'skip', { signalId });
    expect(world.life.engine.asks()).toEqual([]);
  });

  test('an exit that asks has no end before it was delivered', async () => {
    const world = await askWorld({ askExits: true });
    await world.alert('0', '0.02');
    await answer(world, 'place');
    await world.clock.advance(5_000);
    await world.alert('0.02', '0');
    await world.clock.advance(1_000);
    expect(world.life.engine.asks()).toMatchObject([{ answerBy: null }]);
  });
});

describe('a quote of a card', () => {
  test('says what would be placed, at the prices of now, with the size that is thought of', async () => {
    const world = await askWorld();
    await world.alert('0', '0.02');
    expect(await quote(world)).toMatchObject({
      ok: true,
      symbol: 'BTCUSDT',
      legs: [{ quantity: '0.02', planned: '0.02', notional: '1200', margin: '120', stopPrice: '59100' }],
    });
    world.exchange.markPrice = () => decimal('61000');
    await world.clock.advance(6_000);
    expect(await quote(world, { quantities: { one: decimal('0.0119') } })).toMatchObject({
      ok: true,
      legs: [{ account: { brokerId: 'one' }, quantity: '0.011', planned: '0.02', notional: '671' }],
    });
    expect(marketOrders(world)).toEqual([]);
    expect(await answersOf(world)).toEqual([]);
  });

  test.each([
    ['0.021', 'one may not take 0.021: The symbol would reach 1260; 1250 is allowed.'],
    ['0.0004', 'one takes at least 0.001.'],
  ])('of %s is refused with the nearest that goes', async (quantity, detail) => {
    const world = await askWorld({ limits: { ...OPEN_LIMITS, maxNotional: decimal('1250') } });
    await world.alert('0', '0.02');
    expect(await quote(world, { quantities: { one: decimal(quantity) } })).toEqual({
      ok: false,
      code: 'quantity',
      detail,
    });
  });

  test('is for whoever may trade on its accounts', async () => {
    const world = await askWorld();
    await world.alert('0', '0.02');
    expect(await quote(world, { brokerIds: ['other'] })).toMatchObject({ ok: false, code: 'foreign' });
  });

  test('of a card that is over says what became of it', async () => {
    const world = await askWorld();
    await world.alert('0', '0.02');
    await answer(world, 'place');
    expect(await quote(world)).toMatchObject({ ok: false, code: 'placed' });
    expect(await quote(world, { signalId: 'ffffffff' })).toMatchObject({ ok: false, code: 'unknown' });
    await world.alert('0.02', '0.04');
    const { signalId } = await lastCard(world);
    await deliverCards(world);
    await world.clock.advance(70_000);
    expect(await quote(world, { signalId })).toMatchObject({ ok: false, code: 'expired' });
  });
});
