import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { OPEN_LIMITS } from '../define-route.ts';
import { answer, askWorld, ledgerOf, marketOrders } from './ask-world.test.fixture.ts';

const more = (quantity: string) => ({ quantities: { one: decimal(quantity) } });
const upTo = (maxNotional: string) => ({ limits: { ...OPEN_LIMITS, maxNotional: decimal(maxNotional) } });

describe('more than the card says', () => {
  test('is bought, and the strategy goes on in proportion', async () => {
    const world = await askWorld();
    await world.alert('0', '0.02');
    expect(await answer(world, 'place', more('0.0309'))).toMatchObject({ ok: true });
    await world.clock.advance(1_000);
    await world.alert('0.02', '0.01');
    await world.clock.advance(1_000);
    expect(marketOrders(world)).toEqual(['buy 0.03', 'sell 0.015']);
  });

  test('is the size, though the price has moved since', async () => {
    const world = await askWorld({ size: { type: 'notional', notional: decimal('1200') } });
    await world.alert('0', '0.02');
    world.exchange.markPrice = () => decimal('62000');
    await world.clock.advance(6_000);
    expect(await answer(world, 'place', more('0.03'))).toMatchObject({ ok: true });
    expect(marketOrders(world)).toEqual(['buy 0.03']);
  });

  test('of an addition is added', async () => {
    const world = await askWorld();
    await world.alert('0', '0.02');
    await answer(world, 'place');
    await world.clock.advance(1_000);
    await world.alert('0.02', '0.03');
    await answer(world, 'place', more('0.02'));
    await world.clock.advance(1_000);
    await world.alert('0.03', '0.015');
    await world.clock.advance(1_000);
    expect(marketOrders(world)).toEqual(['buy 0.02', 'buy 0.02', 'sell 0.02']);
  });

  test('goes up to the limits, which say why it is not more; the card waits on', async () => {
    const world = await askWorld(upTo('1500'));
    await world.alert('0', '0.02');
    expect(await answer(world, 'place', more('0.026'))).toEqual({
      ok: false,
      code: 'quantity',
      detail: 'one may not take 0.026: The symbol would reach 1560; 1500 is allowed.',
    });
    expect(marketOrders(world)).toEqual([]);
    expect(await answer(world, 'place', more('0.025'))).toMatchObject({ ok: true });
    expect(marketOrders(world)).toEqual(['buy 0.025']);
  });

  test('is checked by the limits again when its order is marked', async () => {
    const world = await askWorld(upTo('2000'));
    await world.alert('0', '0.02');
    await answer(world, 'place');
    await world.clock.advance(1_000);
    world.exchange.fillsAtOnce = false;
    await world.alert('0.02', '-0.02');
    expect(await answer(world, 'place', more('0.03'))).toMatchObject({ ok: true });
    world.exchange.markPrice = () => decimal('70000');
    await world.clock.advance(6_000);
    world.exchange.fillOpen();
    world.exchange.fillsAtOnce = true;
    await world.clock.advance(5_000);
    expect(marketOrders(world)).toEqual(['buy 0.02', 'sell 0.02']);
    expect(await world.notices()).toContainEqual(
      expect.objectContaining({ type: 'signal.rejected', code: 'limit-notional' }),
    );
  });

  test('is kept over a restart between the answer and the order', async () => {
    const world = await askWorld();
    await world.alert('0', '0.02');
    await answer(world, 'place');
    await world.clock.advance(1_000);
    world.exchange.fillsAtOnce = false;
    await world.alert('0.02', '-0.02');
    await answer(world, 'place', more('0.03'));
    await world.restart();
    await world.clock.advance(1_000);
    world.exchange.fillOpen();
    world.exchange.fillsAtOnce = true;
    await world.clock.advance(8_000);
    expect(await ledgerOf(world)).toBe('in -0.03');
  });
});
