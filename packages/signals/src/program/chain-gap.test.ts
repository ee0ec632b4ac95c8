import { expect, test } from 'vitest';
import { createSignalProcessor } from '../processor.ts';
import { createWorld, testRoute } from '../simulation/world.test.fixture.ts';

test('a signal that was answered as refused for a gap makes no order later', async () => {
  const world = await createWorld({ routes: [testRoute()] });
  await world.life.engine.stop();
  const processor = createSignalProcessor({ manager: world.life.manager, clock: world.clock });
  const step = async (from: string, to: string) => {
    const action = Number(to) > Number(from) ? 'buy' : 'sell';
    const signal = { symbol: 'BTCUSDT', action, prevMarketPositionSize: from, marketPositionSize: to } as const;
    const [done] = await Promise.all([processor.process(signal), world.clock.advance(2_000)]);
    return done;
  };
  await step('0', '0.01');
  expect(await step('0.03', '0.05')).toMatchObject({ ok: false, code: 'chain-gap' });
  // the program reads its own position and goes there
  expect(await step('0.01', '0.05')).toMatchObject({ ok: true });
  expect(await step('0.05', '0.03')).toMatchObject({ ok: true });
  await world.clock.advance(5_000);
  expect(world.held()).toBe('0.03');
  expect(await step('0.03', '0')).toMatchObject({ ok: true });
  expect(world.held()).toBe('0');
});
