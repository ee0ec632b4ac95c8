import { describe, expect, test } from 'vitest';
import { PROBE_POINTS } from '../probe-point.ts';
import { alertBody, createWorld, type World } from '../simulation/world.test.fixture.ts';

const PASSES = [1, 2, 3];
const CRASHES = PROBE_POINTS.flatMap((point) => PASSES.map((pass) => ({ point, pass })));

async function told(world: World): Promise<Readonly<Record<string, number>>> {
  const types = (await world.notices()).map(({ type }) => type);
  const count = (wanted: string) => types.filter((type) => type === wanted).length;
  return { filled: count('order.filled'), closed: count('position.closed') };
}

describe('a reversal', () => {
  test('tells its closing, also where it is told after the entry has filled', async () => {
    const world = await createWorld();
    const { listen } = world.exchange;
    world.exchange.listen = (listener) =>
      listen((event) => (event.type === 'position-updated' ? undefined : listener?.(event)));
    await world.restart();
    await world.clock.advance(1_000);
    await world.alert('0', '0.02');
    await world.clock.advance(5_000);
    await world.alert('0.02', '-0.02');
    await world.clock.advance(20_000);
    expect(world.held()).toBe('-0.02');
    expect(await told(world)).toEqual({ filled: 3, closed: 1 });
  });

  test('what only entries have in the alert, and is wrong there, stops the entry alone', async () => {
    const world = await createWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    const body = alertBody(world.clock.now(), '0.02', '-0.02').replace('{', '{"orderType":"stop",');
    expect((await world.post(body)).status).toBe(200);
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0');
    expect(await world.notices()).toContainEqual(
      expect.objectContaining({ type: 'signal.rejected', code: 'unsupported-order-type' }),
    );
  });

  test.each(CRASHES)('tells each once through a crash at $point, pass $pass', async ({ point, pass }) => {
    let passes = 0;
    const world = await createWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(5_000);
    await world.restart({
      onProbe: (at, life) => {
        passes += at === point ? 1 : 0;
        if (at === point && passes === pass) life.kill();
      },
    });
    await world.clock.advance(1_000);
    const body = alertBody(world.clock.now(), '0.02', '-0.02');
    for (let attempt = 0; attempt < 3; attempt++) {
      const answer = await world.post(body).catch(() => null);
      await world.clock.advance(1_000);
      if (world.life.isDead) await world.restart();
      await world.clock.advance(1_000);
      if (answer?.status === 200) break;
    }
    await world.clock.advance(20_000);
    expect(world.held()).toBe('-0.02');
    expect(await told(world)).toEqual({ filled: 3, closed: 1 });
  });
});
