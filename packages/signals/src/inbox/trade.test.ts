import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { TradeCommand } from '../trade-command.ts';
import { createWorld, settle, testRoute, type World } from '../simulation/world.test.fixture.ts';

const routes = [testRoute()];

function open(world: World, id: string, direction: 'long' | 'short', quantity: string): TradeCommand {
  const base = {
    id,
    actor: '111',
    brokerId: 'one',
    symbol: 'BTCUSDT',
    confirmedAt: world.clock.now(),
    relay: ['desk'],
  };
  return { ...base, type: 'open', direction, quantity: decimal(quantity) };
}

function close(world: World, id: string, fraction: string | null, quantity: string | null = null): TradeCommand {
  const base = {
    id,
    actor: '111',
    brokerId: 'one',
    symbol: 'BTCUSDT',
    confirmedAt: world.clock.now(),
    relay: ['desk'],
  };
  const amounts = {
    fraction: fraction === null ? null : decimal(fraction),
    quantity: quantity === null ? null : decimal(quantity),
  };
  return { ...base, type: 'close', positionSide: 'net', ...amounts };
}

async function trade(world: World, command: TradeCommand) {
  const result = await settle(world.clock, world.life.engine.trade(command));
  await world.clock.advance(100);
  return result;
}

describe('a person’s order', () => {
  test('opens once, however often it is confirmed', async () => {
    const world = await createWorld({ routes });
    const command = open(world, 'nonce-1', 'long', '0.01');
    const first = await trade(world, command);
    expect(first).toMatchObject({ ok: true, repeat: false });
    expect(await trade(world, command)).toEqual({ ...first, repeat: true });
    expect(world.held()).toBe('0.01');
    expect((await world.notices()).at(-1)).toMatchObject({ type: 'order.filled', source: 'chat:111' });
  });

  test('opens more of the same', async () => {
    const world = await createWorld({ routes });
    await trade(world, open(world, 'a', 'short', '0.01'));
    await trade(world, open(world, 'b', 'short', '0.01'));
    expect(world.held()).toBe('-0.02');
    expect(await world.owned()).toBe('-0.02');
  });

  test('closes a part, then all, of what is really there: first the person’s own, then the strategy’s', async () => {
    const world = await createWorld({ routes });
    await world.alert('0', '0.04');
    await world.clock.advance(100);
    await trade(world, open(world, 'a', 'long', '0.02'));
    expect(world.held()).toBe('0.06');
    await trade(world, close(world, 'b', '0.5'));
    expect(world.held()).toBe('0.03');
    const { ledger } = await world.journal.readLedger();
    expect(ledger.map((row) => `${row.stream} ${row.owned}`).toSorted()).toEqual([
      'operator/111/BTCUSDT 0',
      'trend/btc/BTCUSDT 0.03',
    ]);
    await trade(world, close(world, 'c', null, '0.01'));
    expect(world.held()).toBe('0.02');
    await trade(world, close(world, 'd', null));
    expect(world.held()).toBe('0');
    expect(await world.owned()).toBe('0');
    expect((await world.notices()).at(-1)).toMatchObject({ type: 'position.closed', cause: 'operator' });
  });

  test('a pause refuses to open and lets close', async () => {
    const world = await createWorld({ routes });
    await trade(world, open(world, 'a', 'long', '0.01'));
    await world.life.engine.pause('111', ['desk']);
    expect(await trade(world, open(world, 'b', 'long', '0.01'))).toMatchObject({ ok: false, code: 'paused' });
    expect(await trade(world, close(world, 'c', null))).toMatchObject({ ok: true });
    expect(world.held()).toBe('0');
  });

  test('a close of nothing is told and makes no order', async () => {
    const world = await createWorld({ routes });
    await trade(world, close(world, 'a', null));
    expect(world.exchange.orders).toEqual([]);
    expect((await world.notices()).at(-1)).toMatchObject({ type: 'signal.rejected', code: 'nothing-owned' });
  });

  test('hedge mode keeps the two sides apart', async () => {
    const world = await createWorld({ routes });
    world.exchange.mode = 'hedge';
    await world.restart();
    await trade(world, open(world, 'a', 'long', '0.02'));
    await trade(world, open(world, 'b', 'short', '0.01'));
    expect(world.exchange.positions().map((position) => position.quantity.toFixed())).toEqual(['0.02', '-0.01']);
    await trade(world, { ...close(world, 'c', null), positionSide: 'long' } as TradeCommand);
    expect(world.exchange.positions().map((position) => position.quantity.toFixed())).toEqual(['-0.01']);
  });
});
