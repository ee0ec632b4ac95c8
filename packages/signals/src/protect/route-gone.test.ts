import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { settle, type World } from '../simulation/world.test.fixture.ts';
import type { ProtectCommand } from '../trade-command.ts';
import { protectedWorld, standing } from './protect-world.test.fixture.ts';

async function protect(world: World, terms: Pick<ProtectCommand, 'stopLoss' | 'takeProfits'>): Promise<void> {
  const id = `n${world.clock.now()}`;
  const place = {
    actor: 'user:111',
    brokerId: 'one',
    symbol: 'BTCUSDT',
    positionSide: 'net',
    relay: ['desk'],
  } as const;
  const command = {
    ...place,
    id,
    type: 'protect',
    direction: 'long',
    confirmedAt: world.clock.now(),
    ...terms,
  } as const;
  expect(await settle(world.clock, world.life.engine.trade(command))).toMatchObject({ ok: true });
  await world.clock.advance(2_000);
}

const toTarget = (price: string) => ({ takeProfits: [{ price: decimal(price), share: null }] });

describe('a position whose route is gone at the next start', () => {
  test('keeps its stop where a person has set its targets', async () => {
    const world = await protectedWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(2_000);
    await protect(world, toTarget('65000'));
    expect(standing(world)).toEqual(['stop sell 59100', 'target sell 0.02 at 65000']);
    await world.restart({ routes: [] });
    await world.clock.advance(60_000);
    expect(standing(world)).toEqual(['stop sell 59100', 'target sell 0.02 at 65000']);
  });

  test('keeps its stop, and what trails, where its alert named the targets', async () => {
    const trailing = { activatePercent: decimal('1'), callbackPercent: decimal('0.5') };
    const world = await protectedWorld({ overrides: ['protect'], trailing });
    await world.post(JSON.stringify({ ...JSON.parse(world.bodyOf('0', '0.02')), takeProfitPercent1: '5' }));
    await world.clock.advance(2_000);
    const stands = ['stop sell 59100', 'target sell 0.02 at 63000', 'trailing sell 0.02 at 60600'];
    expect(standing(world)).toEqual(stands);
    await world.restart({ routes: [] });
    await world.clock.advance(60_000);
    expect(standing(world)).toEqual(stands);
  });

  test('keeps its targets, and has what a person says of the rest', async () => {
    const world = await protectedWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(2_000);
    const targets = ['target sell 0.01 at 61200', 'target sell 0.01 at 62400'];
    await world.restart({ routes: [] });
    await protect(world, { stopLoss: decimal('59500') });
    expect(standing(world)).toEqual(['stop sell 59500', ...targets]);
    await protect(world, { stopLoss: 'off' });
    expect(standing(world)).toEqual(targets);
    await protect(world, toTarget('65000'));
    expect(standing(world)).toEqual(['target sell 0.02 at 65000']);
  });
});
