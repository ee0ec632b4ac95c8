import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { ledgerOf, marketOrders } from '../asks/ask-world.test.fixture.ts';
import { OPEN_LIMITS } from '../define-route.ts';
import type { Notice } from '../notice.ts';
import { createExchange } from '../simulation/exchange.test.fixture.ts';
import { createWorld, START_AT, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';

type Told = Extract<Notice, { readonly type: 'signal.dry' }>;

async function dryOf(world: World): Promise<readonly Told[]> {
  return (await world.notices()).filter((notice) => notice.type === 'signal.dry');
}

/** `buy 0.02`, or why there is none. */
async function would(world: World): Promise<readonly string[]> {
  return (await dryOf(world)).map(({ accounts: [told] }) =>
    [...(told?.legs ?? []).map(({ side, quantity }) => `${side} ${quantity}`), told?.refusal?.code ?? '']
      .filter((part) => part !== '')
      .join(', '),
  );
}

async function dryWorld(overrides: Parameters<typeof testRoute>[0] = {}): Promise<World> {
  const world = await createWorld({ routes: [testRoute({ dryRun: true, stopLoss: STOP, ...overrides })] });
  await world.clock.advance(2_000);
  return world;
}

const STEPS = [
  ['0', '0.02'],
  ['0.02', '0.03'],
  ['0.03', '0.01'],
  ['0.01', '-0.02'],
  ['-0.02', '0'],
] as const;

describe('a dry run', () => {
  test('says what would be sent, step by step, and sends nothing', async () => {
    const world = await dryWorld();
    for (const [from, to] of STEPS) await world.alert(from, to);
    await world.clock.advance(10_000);
    expect(await would(world)).toEqual(['buy 0.02', 'buy 0.01', 'sell 0.02', 'sell 0.01, sell 0.02', 'buy 0.02']);
    expect(world.exchange.orders).toEqual([]);
    expect((await dryOf(world))[0]?.accounts[0]).toMatchObject({
      held: '0',
      legs: [{ kind: 'increase', notional: '1200', stopPrice: '59100', positionSide: 'net' }],
    });
    const intents = await world.journal.listIntents({});
    expect(intents[0]).toMatchObject({
      state: 'canceled',
      code: 'dry-run',
      quantity: '0.02',
      attempt: 0,
      detail: 'Nothing was sent; it would buy 0.02.',
    });
    expect((await world.journal.listSignals({})).map(({ state }) => state)).toEqual(Array(5).fill('done'));
    expect((await world.journal.readLedger()).streams).toMatchObject([{ lastPosition: '0', sequence: 5 }]);
    expect(await world.owned()).toBe('0');
  });

  test('goes on through a restart', async () => {
    const world = await dryWorld();
    await world.alert('0', '0.02');
    await world.restart();
    await world.clock.advance(1_000);
    await world.alert('0.02', '0');
    expect(await would(world)).toEqual(['buy 0.02', 'sell 0.02']);
  });

  test.each([
    ['a close', ['0', '-0.02'], ['0.01', '0'], 'sell 0.02 | buy 0.02'],
    ['what is on the side that it would own', ['0', '-0.03'], ['0.02', '-0.02'], 'sell 0.03 | buy 0.01'],
    ['what is smaller', ['0', '0.03'], ['0.01', '0.02'], 'buy 0.03 | sell 0.01'],
    ['a turn', ['0', '0.03'], ['-0.01', '-0.02'], 'buy 0.03 | sell 0.03, sell 0.02'],
  ] as const)('goes on behind a gap as the account would: %s', async (_name, first, behindGap, expected) => {
    const steps = [first, behindGap] as const;
    const real = await createWorld({ routes: [testRoute({ stopLoss: null })] });
    const world = await dryWorld({ stopLoss: null });
    for (const [from, to] of steps) {
      for (const one of [real, world]) {
        await one.alert(from, to);
        await one.clock.advance(5_000);
      }
    }
    expect((await would(world)).join(' | ')).toBe(expected);
    expect(marketOrders(real).join()).toBe(expected.replaceAll(/ \| |, /g, ','));
  });

  test('is refused as the account would be, and sits out then', async () => {
    const world = await dryWorld({ limits: { ...OPEN_LIMITS, maxNotional: decimal('1000') } });
    await world.alert('0', '0.02');
    await world.alert('0.02', '0.03');
    expect(await would(world)).toEqual(['limit-notional', 'sitting-out']);
    expect((await dryOf(world))[0]?.accounts[0]?.refusal?.detail).toContain('1000');
  });

  test('is in nobody’s way: a person and their limits see nothing of it', async () => {
    const world = await dryWorld();
    await world.alert('0', '0.02');
    const trade = world.life.engine.trade({
      type: 'open',
      id: 'nonce',
      actor: 'user:111',
      brokerId: 'one',
      symbol: 'BTCUSDT',
      direction: 'short',
      quantity: decimal('0.01'),
      confirmedAt: world.clock.now(),
      relay: ['desk'],
    });
    await world.clock.advance(1_000);
    expect(await trade).toMatchObject({ ok: true });
    await world.clock.advance(60_000);
    expect(marketOrders(world)).toEqual(['sell 0.01']);
    expect(world.held()).toBe('-0.01');
    expect((await world.notices()).filter(({ type }) => type === 'account.drift')).toEqual([]);
  });

  test('once it is real, the account comes in with the next entry, and its numbers are gone', async () => {
    const world = await dryWorld();
    await world.alert('0', '0.02');
    expect(await ledgerOf(world)).toBe('sitting-out 0');
    await world.restart({ routes: [testRoute()] });
    await world.clock.advance(1_000);
    await world.alert('0.02', '0.03');
    await world.alert('0.03', '0');
    await world.clock.advance(1_000);
    expect(world.exchange.orders).toEqual([]);
    await world.alert('0', '0.01');
    await world.clock.advance(1_000);
    expect(marketOrders(world)).toEqual(['buy 0.01']);
    expect(Object.keys(await world.journal.readFlags())).toEqual([]);
  });

  test('made dry in a position, it leaves that alone with its stop, and says so', async () => {
    const world = await createWorld({ routes: [testRoute({ stopLoss: STOP })] });
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    await world.restart({ routes: [testRoute({ dryRun: true, stopLoss: STOP })] });
    await world.clock.advance(1_000);
    await world.alert('0.02', '0.01');
    await world.alert('0.01', '0');
    await world.alert('0', '0.01');
    await world.clock.advance(60_000);
    expect(await would(world)).toEqual(['sell 0.01', 'sell 0.01', 'buy 0.01']);
    expect((await dryOf(world)).map(({ accounts: [told] }) => told?.held)).toEqual(['0.02', '0.02', '0.02']);
    expect(world.held()).toBe('0.02');
    expect(world.exchange.openOrders()).toHaveLength(1);
    expect(await ledgerOf(world)).toBe('in 0.02');
  });

  test('of one account of a route: the other one trades', async () => {
    const clock = createFakeClock(START_AT);
    const other = createExchange(clock);
    const brokers = [
      { brokerId: 'one', factor: decimal('1') },
      { brokerId: 'two', factor: decimal('0.5'), dryRun: true },
    ];
    const world = await createWorld({ clock, others: { two: other }, routes: [testRoute({ brokers })] });
    await clock.advance(2_000);
    await world.alert('0', '0.02');
    await clock.advance(5_000);
    expect(marketOrders(world)).toEqual(['buy 0.02']);
    expect(other.orders).toEqual([]);
    expect(await dryOf(world)).toMatchObject([
      { accounts: [{ account: { brokerId: 'two' }, legs: [{ quantity: '0.01' }] }] },
    ]);
  });
});
