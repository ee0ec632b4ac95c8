import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { answer, cardsOf, deliverCards, lastCard, marketOrders } from '../asks/ask-world.test.fixture.ts';
import { OPEN_LIMITS } from '../define-route.ts';
import type { AskAnswer, AskResult } from '../engine.ts';
import type { World } from '../simulation/world.test.fixture.ts';
import { ask, FIXED, refusals, toldOf, wishWorld } from './wish-world.test.fixture.ts';

/** Somebody says yes to the newest card, once it is delivered. */
async function agree(world: World, more: Partial<AskAnswer> = {}): Promise<AskResult> {
  const { signalId } = await lastCard(world);
  await deliverCards(world);
  return answer(world, 'place', { signalId, ...more });
}

describe('a route that asks', () => {
  test('asks for an entry with its size, and places what is agreed to', async () => {
    const world = await wishWorld({ size: FIXED, execute: 'ask' });
    await ask(world, { action: 'long' });
    const card = await lastCard(world);
    expect(card).toMatchObject({
      wishes: [{ type: 'hold', direction: 'long', size: null }],
      legs: [{ kind: 'increase', side: 'buy', quantity: '0.02' }],
    });
    expect(marketOrders(world)).toEqual([]);
    expect(await agree(world, { quantities: { one: decimal('0.01') } })).toMatchObject({ ok: true });
    await world.clock.advance(3_000);
    expect(marketOrders(world)).toEqual(['buy 0.01']);
  });

  test('places more than the card says, within the limits', async () => {
    const limits = { ...OPEN_LIMITS, maxNotional: decimal('2000') };
    const world = await wishWorld({ size: FIXED, execute: 'ask', limits });
    await ask(world, { action: 'long' });
    const { signalId } = await lastCard(world);
    expect(await agree(world, { quantities: { one: decimal('0.04') } })).toMatchObject({ ok: false, code: 'quantity' });
    expect(await answer(world, 'place', { signalId, quantities: { one: decimal('0.03') } })).toMatchObject({
      ok: true,
    });
    await world.clock.advance(3_000);
    expect(marketOrders(world)).toEqual(['buy 0.03']);
  });

  test('closes at once, and asks for the other leg of a turn, as large as it will be', async () => {
    const route = { mode: 'order', size: { type: 'signal', factor: decimal('1') }, execute: 'ask' } as const;
    const world = await wishWorld(route);
    await ask(world, { action: 'buy', quantity: '0.02' });
    await agree(world);
    await world.clock.advance(3_000);
    await ask(world, { action: 'sell', quantity: '0.05' });
    expect(marketOrders(world)).toEqual(['buy 0.02', 'sell 0.02']);
    expect((await lastCard(world)).legs).toMatchObject([{ kind: 'increase', side: 'sell', quantity: '0.03' }]);
    await agree(world);
    await world.clock.advance(3_000);
    expect(marketOrders(world)).toEqual(['buy 0.02', 'sell 0.02', 'sell 0.03']);
    expect(await world.owned()).toBe('-0.03');
  });

  test('an exit that asks comes after an entry that was placed and waits for its turn', async () => {
    const size = { type: 'signal', factor: decimal('1') } as const;
    const world = await wishWorld({ mode: 'order', size, execute: 'ask', askExits: true, netting: 'ledger' });
    world.exchange.fillsAtOnce = false;
    await ask(world, { strategy: 'other', action: 'buy', quantity: '0.03' });
    await agree(world);
    await ask(world, { action: 'buy', quantity: '0.02' });
    await agree(world);
    await ask(world, { action: 'sell', quantity: '1', reduceOnly: true });
    expect(await refusals(world)).toEqual([]);
    expect((await lastCard(world)).legs).toMatchObject([{ kind: 'reduce', side: 'sell', quantity: null }]);
    await agree(world);
    for (let turn = 0; turn < 3; turn++) {
      world.exchange.fillOpen();
      await world.clock.advance(3_000);
    }
    expect(world.held()).toBe('0.03');
  });

  test('a newer alert voids what waits; hold of the held side asks nobody', async () => {
    const world = await wishWorld({ size: FIXED, execute: 'ask' });
    await ask(world, { action: 'long' });
    await ask(world, { action: 'short' });
    expect((await toldOf(world, 'signal.answered')).map(({ answer: what }) => what)).toEqual(['voided']);
    await agree(world);
    await world.clock.advance(3_000);
    expect(marketOrders(world)).toEqual(['sell 0.02']);
    await ask(world, { action: 'short' });
    expect(await cardsOf(world)).toEqual([]);
    expect((await toldOf(world, 'signal.remarked')).map(({ detail }) => detail)).toEqual(['It is short already.']);
  });
});

test('a route that only tells makes no order', async () => {
  const world = await wishWorld({ size: FIXED, execute: 'notify' });
  expect(await ask(world, { action: 'long' })).toMatchObject({ status: 200 });
  expect(world.exchange.orders).toEqual([]);
  expect(await refusals(world)).toEqual([]);
  expect((await toldOf(world, 'signal.received'))[0]?.notes).toHaveLength(1);
});
