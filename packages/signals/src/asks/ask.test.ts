import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { createExchange } from '../simulation/exchange.test.fixture.ts';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createWorld, START_AT, testRoute } from '../simulation/world.test.fixture.ts';
import {
  answer,
  answersOf,
  askWorld,
  cardsOf,
  deliverCards,
  lastCard,
  ledgerOf,
  marketOrders,
} from './ask-world.test.fixture.ts';

describe('a route that asks', () => {
  test('sends nothing for an entry and shows what it would place, with stop and time', async () => {
    const world = await askWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(5_000);
    expect(marketOrders(world)).toEqual([]);
    expect(await cardsOf(world)).toMatchObject([
      {
        transition: 'open',
        answerMs: 60_000,
        until: START_AT + 2_000 + 120_000,
        legs: [
          {
            kind: 'increase',
            side: 'buy',
            quantity: '0.02',
            notional: '1200',
            margin: '120',
            leverage: 10,
            stopPrice: '59100',
            detail: null,
          },
        ],
      },
    ]);
  });

  test('shows the margin by the alert’s leverage where that counts, and none for an exit', async () => {
    const world = await askWorld({ overrides: ['leverage'], askExits: true });
    const post = (from: string, to: string) =>
      world.post(JSON.stringify({ ...JSON.parse(world.bodyOf(from, to)), leverage: '5' }));
    await post('0', '0.02');
    expect((await lastCard(world)).legs).toMatchObject([{ notional: '1200', margin: '240', leverage: 5 }]);
    await answer(world, 'place');
    await world.clock.advance(5_000);
    await post('0.02', '0');
    expect((await lastCard(world)).legs).toMatchObject([{ kind: 'reduce', margin: null, leverage: null }]);
  });

  test('places it once somebody says so, and says who did', async () => {
    const world = await askWorld();
    await world.alert('0', '0.02');
    expect(await answer(world, 'place')).toEqual({ ok: true, decision: 'placed', brokerIds: ['one'], refused: [] });
    await world.clock.advance(5_000);
    expect(marketOrders(world)).toEqual(['buy 0.02']);
    expect(await ledgerOf(world)).toBe('in 0.02');
    expect(await answersOf(world)).toMatchObject([{ answer: 'placed', actor: 'user:111' }]);
    const [audit] = await world.journal.listAudit(1);
    expect(audit).toMatchObject({ actor: 'user:111', action: 'ask.place' });
  });

  test('a second answer, at once or later, changes nothing and hears what became of it', async () => {
    const world = await askWorld();
    await world.alert('0', '0.02');
    const { signalId } = await lastCard(world);
    const results = await Promise.all([
      answer(world, 'place', { signalId }),
      answer(world, 'place', { signalId, actor: 'user:222' }),
      answer(world, 'skip', { signalId, actor: 'user:333' }),
    ]);
    expect(results.map((result) => (result.ok ? result.decision : result.code))).toEqual([
      'placed',
      'placed',
      'placed',
    ]);
    expect(results[1]).toEqual({ ok: false, code: 'placed', detail: 'user:111 placed it already.' });
    await world.clock.advance(300_000);
    expect(await answer(world, 'skip', { signalId })).toMatchObject({ ok: false, code: 'placed' });
    await world.restart();
    expect(await answer(world, 'place', { signalId })).toMatchObject({ ok: false, code: 'placed' });
    expect(marketOrders(world)).toEqual(['buy 0.02']);
  });

  test('Skip moves the strategy on, and the account sits out until its next entry', async () => {
    const world = await askWorld();
    await world.alert('0', '0.02');
    expect(await answer(world, 'skip')).toMatchObject({ ok: true, decision: 'skipped', brokerIds: ['one'] });
    expect(await ledgerOf(world)).toBe('sitting-out 0');
    expect(await answer(world, 'place')).toMatchObject({ ok: false, code: 'skipped' });
    await world.alert('0.02', '0.03');
    expect(await cardsOf(world)).toHaveLength(1);
    await world.alert('0.03', '0');
    await world.alert('0', '0.01');
    expect(await cardsOf(world)).toHaveLength(2);
    await answer(world, 'place');
    await world.clock.advance(1_000);
    expect(marketOrders(world)).toEqual(['buy 0.01']);
  });

  test('an add that is skipped is not bought later: the account goes on in proportion', async () => {
    const world = await askWorld();
    await world.alert('0', '0.02');
    await answer(world, 'place');
    await world.clock.advance(1_000);
    await world.alert('0.02', '0.04');
    await answer(world, 'skip');
    expect(await answersOf(world)).toMatchObject([
      {},
      { answer: 'skipped', detail: 'Nothing was sent. What the accounts hold stays as it is.' },
    ]);
    await world.alert('0.04', '0.02');
    await world.clock.advance(1_000);
    expect(marketOrders(world)).toEqual(['buy 0.02', 'sell 0.01']);
  });

  test('an order of another size, and the account goes on in proportion', async () => {
    const world = await askWorld();
    await world.alert('0', '0.02');
    expect(await answer(world, 'place', { quantities: { one: decimal('0') } })).toMatchObject({ code: 'quantity' });
    expect(await answer(world, 'place', { quantities: { two: decimal('1') } })).toMatchObject({ code: 'quantity' });
    expect(await answer(world, 'place', { quantities: { one: decimal('0.0109') } })).toMatchObject({ ok: true });
    await world.clock.advance(1_000);
    await world.alert('0.02', '0.01');
    await world.clock.advance(1_000);
    expect(marketOrders(world)).toEqual(['buy 0.01', 'sell 0.005']);
  });

  test('reductions run at once; a turn closes at once and asks for what it opens', async () => {
    const world = await askWorld();
    await world.alert('0', '0.04');
    await answer(world, 'place');
    await world.clock.advance(1_000);
    await world.alert('0.04', '0.02');
    await world.clock.advance(1_000);
    await world.alert('0.02', '-0.02');
    await world.clock.advance(5_000);
    expect(marketOrders(world)).toEqual(['buy 0.04', 'sell 0.02', 'sell 0.02']);
    expect(await lastCard(world)).toMatchObject({ transition: 'reverse', legs: [{ side: 'sell', quantity: '0.02' }] });
    await answer(world, 'place');
    await world.clock.advance(1_000);
    expect(await ledgerOf(world)).toBe('in -0.02');
  });

  test('a turn that is agreed to while its close is on its way opens after it', async () => {
    const world = await askWorld();
    await world.alert('0', '0.02');
    await answer(world, 'place');
    await world.clock.advance(1_000);
    world.exchange.fillsAtOnce = false;
    await world.alert('0.02', '-0.02');
    expect(await answer(world, 'place')).toMatchObject({ ok: true });
    await world.clock.advance(1_000);
    expect(marketOrders(world)).toEqual(['buy 0.02', 'sell 0.02']);
    world.exchange.fillOpen();
    await world.clock.advance(1_000);
    world.exchange.fillOpen();
    await world.clock.advance(3_000);
    expect(await ledgerOf(world)).toBe('in -0.02');
  });

  test('one card for all accounts; only those of whom all of them are may answer', async () => {
    const clock = createFakeClock(START_AT);
    const brokers = ['one', 'two'].map((brokerId) => ({ brokerId, factor: decimal(brokerId === 'one' ? '1' : '0.5') }));
    const other = createExchange(clock);
    const world = await createWorld({
      clock,
      others: { two: other },
      routes: [testRoute({ execute: 'ask', brokers })],
    });
    await clock.advance(2_000);
    await world.alert('0', '0.02');
    expect((await lastCard(world)).legs).toMatchObject([
      { account: { brokerId: 'one' }, quantity: '0.02' },
      { account: { brokerId: 'two' }, quantity: '0.01' },
    ]);
    expect(await answer(world, 'place', { brokerIds: ['two'] })).toMatchObject({ ok: false, code: 'foreign' });
    expect(await answer(world, 'skip', { brokerIds: [] })).toMatchObject({ ok: false, code: 'foreign' });
    expect(marketOrders(world)).toEqual([]);
    expect(await answer(world, 'place', { brokerIds: ['one', 'two'] })).toMatchObject({ brokerIds: ['one', 'two'] });
    await clock.advance(1_000);
    expect([world.held(), other.positions()[0]?.quantity.toFixed()]).toEqual(['0.02', '0.01']);
    expect(await answer(world, 'place', { brokerIds: ['two'] })).toMatchObject({ ok: false, code: 'foreign' });
  });

  test('an answer to what never was', async () => {
    const world = await askWorld();
    expect(await answer(world, 'place', { signalId: 'abcdef123456' })).toMatchObject({ ok: false, code: 'unknown' });
    await deliverCards(world);
    expect(await cardsOf(world)).toEqual([]);
  });
});
