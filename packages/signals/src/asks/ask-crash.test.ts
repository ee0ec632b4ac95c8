import { describe, expect, test } from 'vitest';
import type { AskResult } from '../engine.ts';
import { PROBE_POINTS } from '../probe-point.ts';
import { alertBody, type World } from '../simulation/world.test.fixture.ts';
import { answersOf, askWorld, cardsOf, ledgerOf, marketOrders } from './ask-world.test.fixture.ts';

const PASSES = [1, 2];
const CRASHES = PROBE_POINTS.flatMap((point) => PASSES.map((pass) => ({ point, pass })));

async function worldDyingAt(point: string, pass: number): Promise<World> {
  const world = await askWorld();
  let passes = 0;
  await world.restart({
    onProbe: (at, life) => {
      passes += at === point ? 1 : 0;
      if (at === point && passes === pass) life.kill();
    },
  });
  await world.clock.advance(1_000);
  return world;
}

async function revive(world: World): Promise<void> {
  await world.clock.advance(1_000);
  if (world.life.isDead) await world.restart();
  await world.clock.advance(1_000);
}

async function deliver(world: World, body: string): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const answer = await world.post(body).catch(() => null);
    await revive(world);
    if (answer?.status === 200) return;
  }
}

/** Taps, and again after a crash, as the update inbox does. */
async function tap(world: World, signalId: string, decision: 'place' | 'skip'): Promise<readonly AskResult[]> {
  const results: AskResult[] = [];
  for (let attempt = 0; attempt < 3; attempt++) {
    const taken = world.life.engine.decide({ signalId, decision, actor: 'user:111' });
    void taken.then((result) => results.push(result)).catch(() => {});
    await revive(world);
  }
  return results;
}

describe.each(CRASHES)('a crash at $point, pass $pass', ({ point, pass }) => {
  test('between alert, card, answer and order: one card, one order', async () => {
    const world = await worldDyingAt(point, pass);
    await deliver(world, alertBody(world.clock.now(), '0', '0.02'));
    const cards = await cardsOf(world);
    expect(cards).toHaveLength(1);
    const results = await tap(world, cards[0]?.signalId ?? '', 'place');
    await world.clock.advance(15_000);
    // the life that dies says nothing for certain; the one after it does
    expect(results.at(-1)).toMatchObject({ ok: false, code: 'placed' });
    expect(marketOrders(world)).toEqual(['buy 0.02']);
    expect(await ledgerOf(world)).toBe('in 0.02');
    expect(await answersOf(world)).toMatchObject([{ answer: 'placed' }]);
  });

  test('a skipped card stays skipped', async () => {
    const world = await worldDyingAt(point, pass);
    await deliver(world, alertBody(world.clock.now(), '0', '0.02'));
    const [card] = await cardsOf(world);
    await tap(world, card?.signalId ?? '', 'skip');
    await tap(world, card?.signalId ?? '', 'place');
    await world.clock.advance(15_000);
    expect(marketOrders(world)).toEqual([]);
    expect(await ledgerOf(world)).toBe('sitting-out 0');
    expect(await answersOf(world)).toMatchObject([{ answer: 'skipped' }]);
  });
});
