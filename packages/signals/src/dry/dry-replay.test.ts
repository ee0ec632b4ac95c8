import { expect, test } from 'vitest';
import { replaySignal } from '../replay/replay-signal.ts';
import type { Route } from '../route.ts';
import { alertBody, createWorld, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';

async function replayNewest(world: World, routes: readonly Route[]) {
  await world.clock.advance(3_000);
  const [row] = await world.journal.listSignals({ newest: 1 });
  if (row === undefined) throw new Error('Nothing was stored.');
  const intents = await world.journal.listIntents({ signalIds: [row.id] });
  return replaySignal({ row, intents, routes, accountLimits: {} });
}

test('a dry run, a test and a card replay as they were decided', async () => {
  const routes = [testRoute({ dryRun: true, stopLoss: STOP })];
  const world = await createWorld({ routes });
  await world.alert('0', '0.02');
  expect(await replayNewest(world, routes)).toMatchObject({ verdict: 'same', legs: [{ plan: 'buy 0.02' }] });
  await world.alert('0.02', '-0.01');
  const turn = await replayNewest(world, routes);
  expect([turn.verdict, turn.legs.length]).toEqual(['same', 2]);
  const body: object = JSON.parse(alertBody(world.clock.now(), '-0.01', '0'));
  await world.post(JSON.stringify({ ...body, test: true }));
  expect((await replayNewest(world, routes)).legs).toMatchObject([{ verdict: 'same' }]);

  const asking = [testRoute({ execute: 'ask', stopLoss: STOP })];
  await world.restart({ routes: asking });
  await world.clock.advance(1_000);
  await world.alert('-0.01', '0');
  await world.alert('0', '0.02');
  const card = await replayNewest(world, asking);
  expect(card.step).toMatchObject({ verdict: 'same' });
});
