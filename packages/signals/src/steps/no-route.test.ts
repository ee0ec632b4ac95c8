import { expect, test } from 'vitest';
import { createWorld, START_AT, testRoute } from '../simulation/world.test.fixture.ts';

const wish = { symbol: 'BTCUSDT.P', strategy: 'btc', firedAt: new Date(START_AT).toISOString() };

test.each([
  ['a step', null, 'chain'],
  ['a direction', { ...wish, action: 'long' }, 'direction'],
  ['an exit', { ...wish, action: 'close' }, 'direction'],
] as const)(
  '%s that was accepted is refused by name where its route is gone at the next start',
  async (_name, body, mode) => {
    let isOld = true;
    const world = await createWorld({
      routes: [testRoute({ mode })],
      onProbe: (point, life) => {
        if (point === 'after-inbox-commit' && isOld) life.kill();
      },
    });
    await world.post(body === null ? world.bodyOf('0', '1') : JSON.stringify(body)).catch(() => null);
    expect(await world.journal.listSignals({})).toMatchObject([{ state: 'accepted' }]);
    isOld = false;
    await world.restart({ routes: [], ownerTargets: () => ['owner'] });
    await world.clock.advance(5_000);
    expect(await world.journal.listSignals({})).toMatchObject([{ state: 'refused', code: 'tell-only' }]);
    const refused = (await world.notices()).filter(({ type }) => type === 'signal.rejected');
    expect(refused).toMatchObject([{ routeId: 'trend', account: null, code: 'tell-only' }]);
  },
);
