import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { Journal } from '@perpdesk/journal/port';
import { settle, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';
import { protectedWorld, standing, told } from './protect-world.test.fixture.ts';

/** As a retention that kept none left it. */
const withoutSignals = (journal: Journal): Journal => ({
  ...journal,
  listSignals: async (filter) => (filter.stream === undefined ? journal.listSignals(filter) : []),
});
const LEFT = [
  ['after retention', (journal: Journal) => journal],
  ['with none left', withoutSignals],
] as const;

async function owning(wrapJournal: (journal: Journal) => Journal, hasStop: boolean): Promise<World> {
  const world = await protectedWorld({ stopLoss: null, takeProfits: [] });
  await world.alert('0', '0.02');
  await world.clock.advance(3_000);
  await world.journal.prune(world.clock.now() + 1);
  await world.restart({ wrapJournal, ...(hasStop ? { routes: [testRoute({ stopLoss: STOP })] } : {}) });
  await world.clock.advance(3_000);
  return world;
}

describe.each(LEFT)('a position whose signals are older than what is kept, %s', (_title, wrapJournal) => {
  test('gets the stop that a person asks for', async () => {
    const world = await owning(wrapJournal, false);
    const command = { id: 'n1', actor: 'user:111', brokerId: 'one', symbol: 'BTCUSDT', relay: ['desk'] };
    const result = await settle(
      world.clock,
      world.life.engine.trade({
        ...command,
        confirmedAt: world.clock.now(),
        type: 'protect',
        positionSide: 'net',
        direction: 'long',
        stopLoss: decimal('59500'),
      }),
    );
    expect(result).toMatchObject({ ok: true });
    await world.clock.advance(5_000);
    expect(standing(world)).toEqual(['stop sell 59500']);
  });

  test('gets the stop that its route asks for, or is closed and told', async () => {
    const world = await owning(wrapJournal, true);
    await world.clock.advance(5_000);
    expect(standing(world)).toEqual(['stop sell 59100']);

    world.exchange.faultFor = ({ type }) => (type === 'stop-market' ? 'rejected' : 'none');
    const [stop] = world.exchange.openOrders();
    if (stop === undefined) throw new Error('no stop stands');
    world.exchange.cancel({ symbol: stop.symbol, clientOrderId: stop.clientOrderId });
    await world.clock.advance(20_000);
    expect([world.held(), await world.owned()]).toEqual(['0', '0']);
    expect(await told(world, 'stop.failed')).toHaveLength(1);
  });
});
