import { decimal } from '@perpdesk/broker-core';
import { told } from '../protect/protect-world.test.fixture.ts';
import type { Route } from '../route.ts';
import { createWorld, testRoute, type World } from '../simulation/world.test.fixture.ts';
import type { TradeCommand } from '../trade-command.ts';

/** A route that the desk fails at, wherever or only there, and one beside it on the same instrument. */
export async function brokenWorld(field: keyof Route, overrides: Partial<Route> = {}, where = '') {
  const state = { isBroken: true };
  const route = testRoute({ netting: 'ledger', ...overrides });
  const bad = Object.defineProperty({ ...route }, field, {
    enumerable: true,
    get() {
      const bug = new RangeError('A bug.');
      if (state.isBroken && bug.stack?.includes(where) === true) throw bug;
      return route[field];
    },
  });
  const good = testRoute({ id: 'good', netting: 'ledger' });
  const world = await createWorld({ routes: [bad, good] });
  return { world, state };
}

/** Nothing restarts any more. */
export async function isSteady(world: World): Promise<boolean> {
  const before = await told(world, 'desk.started');
  await world.clock.advance(90_000);
  return (await told(world, 'desk.started')).length === before.length;
}

/** A person's command that closes all of the account's position, given now. */
export function closeAll(world: World): TradeCommand {
  return {
    type: 'close',
    id: 'nonce',
    actor: '111',
    brokerId: 'one',
    symbol: 'BTCUSDT',
    positionSide: 'net',
    quantity: null,
    fraction: decimal('1'),
    confirmedAt: world.clock.now(),
    relay: ['desk'],
  };
}
