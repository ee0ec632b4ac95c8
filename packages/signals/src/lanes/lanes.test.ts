import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { TradeCommand } from '../trade-command.ts';
import { createWorld, settle, testRoute, type World } from '../simulation/world.test.fixture.ts';

const routes = [testRoute()];
const holding = [testRoute({ onGap: 'hold' })];

function closeAll(world: World): TradeCommand {
  return {
    type: 'close',
    id: 'nonce-close',
    actor: '111',
    brokerId: 'one',
    symbol: 'BTCUSDT',
    positionSide: 'net',
    fraction: null,
    quantity: null,
    confirmedAt: world.clock.now(),
    relay: ['desk'],
  };
}

describe('streams and lanes', () => {
  test('two commits for an alert before its order is sent', async () => {
    const world = await createWorld({ routes });
    let commits = 0;
    const { acceptSignal, commit } = world.journal;
    world.journal.acceptSignal = (row, messages) => {
      commits += 1;
      return acceptSignal(row, messages);
    };
    world.journal.commit = (changes) => {
      commits += 1;
      return commit(changes);
    };
    let before = 0;
    const { place } = world.exchange;
    world.exchange.place = (request, validity) => {
      before = commits;
      return place(request, validity);
    };
    await world.alert('0', '0.02');
    await world.clock.advance(10);
    expect(before).toBe(2);
  });

  test('a gap is held and told, and makes no order', async () => {
    const world = await createWorld({ routes: holding });
    await world.alert('0', '0.02');
    await world.clock.advance(10);
    await world.alert('0.03', '0.05');
    await world.clock.advance(2_010);
    expect(world.held()).toBe('0.02');
    expect((await world.notices()).at(-1)).toMatchObject({
      type: 'signal.held',
      code: 'chain-gap',
      lastPosition: '0.02',
      previous: '0.03',
      next: '0.05',
    });
    expect(world.life.engine.status()).toMatchObject({ held: 1 });
  });

  test('behind a gap, an entry from flat is taken once the desk owns nothing of the stream', async () => {
    const world = await createWorld({ routes: holding });
    await world.alert('0', '0.02');
    await world.clock.advance(10);
    await world.alert('0', '0.03');
    await world.clock.advance(2_010);
    expect(world.held()).toBe('0.02');
    expect((await world.notices()).at(-1)).toMatchObject({ type: 'signal.held' });
    await settle(world.clock, world.life.engine.trade(closeAll(world)));
    await world.clock.advance(100);
    expect(world.held()).toBe('0');
    await world.clock.advance(1_000);
    await world.alert('0', '0.04');
    await world.clock.advance(2_010);
    expect(world.held()).toBe('0.04');
    const told = await world.notices();
    expect(told.filter((notice) => notice.type === 'signal.rejoined')).toMatchObject([
      { lastPosition: '0.02', next: '0.04' },
    ]);
  });

  test('the first sight of a strategy in a position is refused and told', async () => {
    const world = await createWorld({ routes });
    await world.alert('0.02', '0.03');
    await world.clock.advance(2_010);
    expect((await world.notices()).at(-1)).toMatchObject({ type: 'signal.rejected', code: 'first-sight' });
    expect(world.exchange.orders).toEqual([]);
  });

  test('a price guard compares an entry with the market, and refuses where no price is known', async () => {
    const limits = { ...testRoute().limits, priceGuardPercent: decimal('1') };
    const world = await createWorld({ routes: [testRoute({ limits })] });
    await world.clock.advance(6_000);
    await world.alert('0', '0.02');
    await world.clock.advance(10);
    expect(world.held()).toBe('0.02');
    await world.alert('0.02', '0');
    world.exchange.markPrice = () => decimal('58000');
    await world.clock.advance(6_000);
    await world.alert('0', '0.02');
    await world.clock.advance(10);
    expect((await world.notices()).at(-1)).toMatchObject({ type: 'signal.rejected', code: 'price-guard' });
    await world.alert('0.02', '0');
    world.exchange.markPrice = () => new Promise(() => {});
    await world.clock.advance(20_000);
    await world.alert('0', '0.02');
    await world.clock.advance(10);
    expect((await world.notices()).at(-1)).toMatchObject({ type: 'signal.rejected', code: 'no-price' });
    expect(world.held()).toBe('0');
  });

  test('an entry behind one that is unknown waits; a close overtakes it', async () => {
    const world = await createWorld({ routes });
    const faults = ['lost'] as const;
    let sent = 0;
    world.exchange.faultFor = () => faults[sent++] ?? 'none';
    await world.alert('0', '0.02');
    await world.clock.advance(10);
    await world.alert('0.02', '0.03');
    await world.clock.advance(10);
    await world.alert('0.03', '0');
    await world.clock.advance(20_000);
    const intents = await world.journal.listIntents({});
    expect(intents.map((row) => `${row.kind} ${row.state}`)).toEqual([
      'increase superseded',
      'increase superseded',
      'reduce canceled',
    ]);
    expect(world.exchange.orders).toEqual([]);
    expect((await world.journal.listSignals({})).map((row) => row.state)).toEqual(['done', 'done', 'done']);
  });

  test('pause blocks entries and lets closes through; resume lifts it', async () => {
    const world = await createWorld({ routes });
    await world.alert('0', '0.02');
    await world.clock.advance(10);
    await world.life.engine.pause('user:111', ['desk']);
    await world.alert('0.02', '0.03');
    await world.clock.advance(10);
    expect((await world.notices()).at(-1)).toMatchObject({ type: 'signal.rejected', code: 'paused' });
    await world.restart();
    expect(world.life.engine.status().paused).toBe(true);
    await world.alert('0.03', '0');
    await world.clock.advance(10);
    expect(world.held()).toBe('0');
    await world.life.engine.resume('user:111', ['desk']);
    expect((await world.journal.listAudit(2)).map(({ actor, action }) => `${actor} ${action}`)).toEqual([
      'user:111 desk.resumed',
      'user:111 desk.paused',
    ]);
    await world.alert('0', '0.02');
    await world.clock.advance(10);
    expect(world.held()).toBe('0.02');
  });

  test('an account whose entry was refused sits out the rest and takes the next entry', async () => {
    const world = await createWorld({ routes });
    world.exchange.faultFor = () => 'rejected';
    await world.alert('0', '0.02');
    await world.clock.advance(10);
    world.exchange.faultFor = () => 'none';
    await world.alert('0.02', '0.03');
    await world.clock.advance(10);
    expect(world.exchange.orders).toEqual([]);
    await world.alert('0.03', '-0.01');
    await world.clock.advance(10);
    expect(world.held()).toBe('-0.01');
  });

  test('an entry that grew old while it waited expires and is told', async () => {
    const world = await createWorld({ routes });
    world.exchange.place = () => new Promise(() => {});
    world.exchange.find = () => {
      throw new Error('down');
    };
    await world.alert('0', '0.02');
    await world.clock.advance(10);
    await world.alert('0.02', '0.03');
    await world.clock.advance(125_000);
    const rows = await world.journal.listIntents({});
    expect(rows.map((row) => row.state)).toEqual(['unknown', 'expired']);
  });
});
