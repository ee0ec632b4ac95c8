import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { OPEN_LIMITS } from '../define-route.ts';
import { settle } from '../simulation/world.test.fixture.ts';
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

describe('a card that nobody answers', () => {
  test('is over 60 s after its delivery, and that is told', async () => {
    const world = await askWorld({ limits: { ...OPEN_LIMITS, maxAgeMs: 600_000 } });
    await world.alert('0', '0.02');
    await world.clock.advance(100_000);
    expect(await answersOf(world)).toEqual([]);
    const { signalId } = await lastCard(world);
    await deliverCards(world);
    await world.clock.advance(58_000);
    expect(await answersOf(world)).toEqual([]);
    await world.clock.advance(4_000);
    expect(await answersOf(world)).toMatchObject([
      {
        answer: 'expired',
        actor: null,
        detail: 'Nobody answered in time; nothing was sent. The accounts take no part until the strategy’s next entry.',
      },
    ]);
    expect(await answer(world, 'place', { signalId })).toMatchObject({ ok: false, code: 'expired' });
    expect(await ledgerOf(world)).toBe('sitting-out 0');
  });

  test('an answer in the last second after its time is late, though nobody has looked yet', async () => {
    const world = await askWorld({}, { timings: { tickMs: 30_000 } });
    await world.alert('0', '0.02');
    const { signalId } = await lastCard(world);
    await deliverCards(world);
    await world.clock.advance(60_001);
    expect(await answer(world, 'place', { signalId })).toMatchObject({ ok: false, code: 'expired' });
    expect(marketOrders(world)).toEqual([]);
  });

  test('is over with the entry’s age, delivered or not', async () => {
    const world = await askWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(100_000);
    await deliverCards(world);
    await world.clock.advance(21_000);
    expect(await answersOf(world)).toMatchObject([{ answer: 'expired' }]);
  });

  test('counts from the delivery through a restart', async () => {
    const world = await askWorld({ limits: { ...OPEN_LIMITS, maxAgeMs: 600_000 } });
    await world.alert('0', '0.02');
    await deliverCards(world);
    await world.clock.advance(30_000);
    await world.restart();
    await world.clock.advance(25_000);
    expect(await answersOf(world)).toEqual([]);
    await world.clock.advance(7_000);
    expect(await answersOf(world)).toMatchObject([{ answer: 'expired' }]);
  });
});

describe('a card is void', () => {
  test('on /pause, which leaves exits alone', async () => {
    const world = await askWorld();
    await world.alert('0', '0.02');
    await settle(world.clock, world.life.engine.pause('111', ['desk']));
    expect(await answersOf(world)).toMatchObject([{ answer: 'voided', detail: expect.stringContaining('paused') }]);
    expect(await answer(world, 'place')).toMatchObject({ ok: false, code: 'voided' });
    await settle(world.clock, world.life.engine.resume('111', ['desk']));
    expect(await answer(world, 'place')).toMatchObject({ ok: false, code: 'voided' });
    expect(marketOrders(world)).toEqual([]);
  });

  test('on /panic', async () => {
    const world = await askWorld();
    await world.alert('0', '0.02');
    const panic = world.life.engine.panic({ actor: '111', relay: ['desk'], brokerIds: [] });
    await world.clock.advance(20_000);
    expect((await panic).flat).toBe(true);
    expect(await answersOf(world)).toMatchObject([{ answer: 'voided' }]);
    expect(await answer(world, 'place')).toMatchObject({ ok: false, code: 'voided' });
    expect(marketOrders(world)).toEqual([]);
  });

  test('by a newer alert, whose card covers the whole way', async () => {
    const world = await askWorld();
    await world.alert('0', '0.02');
    const first = await lastCard(world);
    await world.alert('0.02', '0.04');
    expect(await lastCard(world)).toMatchObject({ transition: 'add', legs: [{ quantity: '0.04' }] });
    expect(await answersOf(world)).toMatchObject([{ signalId: first.signalId, answer: 'voided' }]);
    expect(await answer(world, 'place', { signalId: first.signalId })).toMatchObject({ ok: false, code: 'voided' });
    await world.alert('0.04', '0.01');
    expect(await lastCard(world)).toMatchObject({ transition: 'reduce', legs: [{ side: 'buy', quantity: '0.01' }] });
    await answer(world, 'place');
    await world.clock.advance(1_000);
    expect(marketOrders(world)).toEqual(['buy 0.01']);
  });

  test('by a newer alert that closes: nothing is left to do, and nothing is refused', async () => {
    const world = await askWorld();
    await world.alert('0', '0.02');
    await world.alert('0.02', '0');
    await world.clock.advance(2_000);
    const types = (await world.notices()).map(({ type }) => type);
    expect(types.filter((type) => type === 'signal.rejected')).toEqual([]);
    expect(await answersOf(world)).toMatchObject([{ answer: 'voided' }]);
    expect((await world.journal.listSignals({})).map(({ state }) => state)).toEqual(['done', 'done']);
  });

  test('by a newer alert that turns: its card is for the other side alone', async () => {
    const world = await askWorld();
    await world.alert('0', '0.02');
    await world.alert('0.02', '-0.03');
    expect(await lastCard(world)).toMatchObject({ legs: [{ kind: 'increase', side: 'sell', quantity: '0.03' }] });
  });
});

test('an exit’s card ends once its position is closed by its stop, delivered or not', async () => {
  const world = await askWorld({ askExits: true });
  await world.alert('0', '0.02');
  await answer(world, 'place');
  await world.clock.advance(2_000);
  await world.alert('0.02', '0');
  const { signalId } = await lastCard(world);
  const stop = world.exchange.orders.find(({ type }) => type === 'stop-market');
  world.exchange.trigger(stop?.clientOrderId ?? '');
  await world.clock.advance(6_000);
  expect(await ledgerOf(world)).toMatch(/ 0$/);
  expect((await answersOf(world)).filter((one) => one.signalId === signalId)).toMatchObject([
    { answer: 'voided', detail: expect.stringContaining('owns nothing') },
  ]);
  expect(await answer(world, 'place', { signalId })).toMatchObject({ ok: false, code: 'refused' });
  expect((await world.journal.listSignals({ ids: [signalId] })).map(({ state }) => state)).toEqual(['done']);
  expect(marketOrders(world)).toEqual(['buy 0.02']);
});

describe('a turn whose card is skipped while its exit is at the exchange', () => {
  test('leaves the account out, until the strategy’s next entry', async () => {
    const world = await askWorld();
    await world.alert('0', '0.02');
    await answer(world, 'place');
    await world.clock.advance(1_000);
    world.exchange.fillsAtOnce = false;
    await world.alert('0.02', '-0.02');
    await world.clock.advance(500);
    expect(await answer(world, 'skip')).toMatchObject({ ok: true, decision: 'skipped' });
    world.exchange.fillOpen();
    world.exchange.fillsAtOnce = true;
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0');
    expect(await ledgerOf(world)).toBe('sitting-out 0');
    await world.alert('-0.02', '0');
    await world.alert('0', '0.01');
    await answer(world, 'place');
    await world.clock.advance(1_000);
    expect(await ledgerOf(world)).toBe('in 0.01');
  });
});

describe('an answer is checked anew', () => {
  test('against the price guard, and the refusal is told', async () => {
    const world = await askWorld({ limits: { ...OPEN_LIMITS, priceGuardPercent: decimal('1') } });
    await world.alert('0', '0.02');
    world.exchange.markPrice = () => decimal('61000');
    await world.clock.advance(6_000);
    expect(await answer(world, 'place')).toMatchObject({
      ok: false,
      code: 'refused',
      detail: expect.stringContaining('61000'),
    });
    expect(await answer(world, 'place')).toMatchObject({ ok: false, code: 'refused' });
    const rejected = (await world.notices()).filter(({ type }) => type === 'signal.rejected');
    expect(rejected).toMatchObject([{ code: 'price-guard' }]);
    expect(await ledgerOf(world)).toBe('sitting-out 0');
  });

  test('against the limits: what may not be placed when it comes asks nobody', async () => {
    const world = await askWorld({ limits: { ...OPEN_LIMITS, maxNotional: decimal('1000') } });
    await world.alert('0', '0.02');
    expect(await cardsOf(world)).toEqual([]);
    expect((await world.notices()).filter(({ type }) => type === 'signal.rejected')).toHaveLength(1);
  });

  test('what a person has bought meanwhile is in nobody’s way', async () => {
    const world = await askWorld();
    await world.alert('0', '0.02');
    const { signalId } = await lastCard(world);
    const trade = world.life.engine.trade({
      type: 'open',
      id: 'nonce',
      actor: 'user:111',
      brokerId: 'one',
      symbol: 'BTCUSDT',
      direction: 'long',
      quantity: decimal('0.01'),
      confirmedAt: world.clock.now(),
      relay: ['desk'],
    });
    expect(await settle(world.clock, trade)).toMatchObject({ ok: true });
    await world.clock.advance(1_000);
    // a card that waits is in nobody's way
    expect(marketOrders(world)).toEqual(['buy 0.01']);
    expect(await answer(world, 'place', { signalId })).toMatchObject({ ok: true });
    expect(marketOrders(world)).toEqual(['buy 0.01', 'buy 0.02']);
  });
});

describe('exits that ask', () => {
  test('wait for an answer, the stop stands, and skipping one keeps the position', async () => {
    const world = await askWorld({ askExits: true });
    await world.alert('0', '0.02');
    await answer(world, 'place');
    await world.clock.advance(1_000);
    await world.alert('0.02', '0');
    await world.clock.advance(5_000);
    expect(await lastCard(world)).toMatchObject({
      until: null,
      legs: [{ kind: 'reduce', side: 'sell', quantity: '0.02' }],
    });
    await answer(world, 'skip');
    await world.clock.advance(5_000);
    expect(marketOrders(world)).toEqual(['buy 0.02']);
    expect(world.exchange.openOrders()).toHaveLength(1);
    // the strategy turns from flat; the account from what it holds
    await world.alert('0', '-0.01');
    expect((await lastCard(world)).legs).toMatchObject([
      { kind: 'reduce', quantity: '0.02' },
      { kind: 'increase', side: 'sell', quantity: '0.01' },
    ]);
    await answer(world, 'place');
    await world.clock.advance(5_000);
    expect(await ledgerOf(world)).toBe('in -0.01');
    expect(world.held()).toBe('-0.01');
  });

  test('are over 60 s after delivery, and told', async () => {
    const world = await askWorld({ askExits: true });
    await world.alert('0', '0.02');
    await answer(world, 'place');
    await world.clock.advance(1_000);
    await world.alert('0.02', '0');
    await world.clock.advance(200_000);
    expect(await answersOf(world)).toHaveLength(1);
    await deliverCards(world);
    await world.clock.advance(62_000);
    expect(await answersOf(world)).toMatchObject([{}, { answer: 'expired' }]);
    expect(world.held()).toBe('0.02');
  });
});
