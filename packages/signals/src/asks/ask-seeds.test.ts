import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { decodeClientOrderId } from '../execute/client-order-id.ts';
import { createDice } from '../simulation/crash-run.test.fixture.ts';
import type { Fault } from '../simulation/exchange.test.fixture.ts';
import { alertBody, createWorld, START_AT, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';
import { deliverCards } from './ask-world.test.fixture.ts';

const SEEDS = 150;
const FAULTS: readonly Fault[] = ['lost', 'lost-answer', 'late', 'not-sent', 'rejected'];

interface Rates {
  fault: number;
  crash: number;
}

async function pass(world: World, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 1_000) {
    await world.clock.advance(Math.min(left, 1_000));
    for (let tries = 0; world.life.isDead && tries < 20; tries += 1) await world.restart().catch(() => {});
  }
}

async function deliver(world: World, body: string): Promise<void> {
  for (let attempt = 0; attempt < 30; attempt += 1) {
    const answer = await world.post(body).catch(() => null);
    if (answer?.status === 200) return;
    await pass(world, 3_000);
  }
}

/** Whoever sees a card says yes, no, or nothing; now and then twice, now and then to an old one. */
async function answerCard(world: World, dice: () => number): Promise<void> {
  const cards = (await world.notices()).filter((notice) => notice.type === 'signal.asks');
  const signalId = cards.at(dice() < 0.6 ? -1 : Math.floor(dice() * cards.length))?.signalId;
  if (signalId === undefined || dice() < 0.25) return;
  const decision = dice() < 0.7 ? 'place' : 'skip';
  for (let tap = 0; tap < (dice() < 0.3 ? 2 : 1); tap += 1) {
    const taken = world.life.engine.decide({ signalId, decision, actor: 'user:111' });
    void taken.catch(() => {});
    await pass(world, Math.floor(dice() * 2_000) + 1);
  }
}

async function runSeed(seed: number): Promise<readonly string[]> {
  const dice = createDice(seed);
  const rates: Rates = { fault: 0.2, crash: 0.02 };
  const execute = 'ask';
  const route = testRoute({ execute, askExits: dice() < 0.3, stopLoss: dice() < 0.6 ? STOP : null });
  const world = await createWorld({
    clock: createFakeClock(START_AT),
    routes: [route],
    timings: { tickMs: 2_000 },
    onProbe: (_point, life) => (dice() < rates.crash ? life.kill() : undefined),
  });
  world.exchange.faultFor = () =>
    dice() < rates.fault ? (FAULTS[Math.floor(dice() * FAULTS.length)] ?? 'none') : 'none';
  let position = decimal('0');
  for (let step = 0; step < 6; step += 1) {
    const next = decimal(`${Math.floor(dice() * 5) - 2}`).times('0.01');
    if (next.eq(position)) continue;
    await deliver(world, alertBody(world.clock.now(), position.toFixed(), next.toFixed()));
    position = next;
    if (dice() < 0.5) await deliverCards(world).catch(() => {});
    await pass(world, Math.floor(dice() ** 3 * 30_000) + 1);
    await answerCard(world, dice);
    await pass(world, Math.floor(dice() ** 3 * 90_000) + 1);
  }
  Object.assign(rates, { fault: 0, crash: 0 });
  await pass(world, 200_000);
  await deliverCards(world);
  await pass(world, 100_000);
  return findWrong(world, position.toFixed());
}

async function findWrong(world: World, target: string): Promise<readonly string[]> {
  const wrong: string[] = [];
  const owned = decimal(await world.owned());
  if (world.held() !== owned.toFixed())
    wrong.push(`the account holds ${world.held()}, the ledger says ${owned.toFixed()}`);
  const perIntent = new Map<string, number>();
  for (const { clientOrderId } of world.exchange.orders) {
    const hash = decodeClientOrderId(clientOrderId)?.hash ?? 'foreign';
    perIntent.set(hash, (perIntent.get(hash) ?? 0) + 1);
  }
  for (const [hash, count] of perIntent) if (count > 1) wrong.push(`intent ${hash} has ${count} orders`);
  const isAsking = world.routes[0]?.askExits === true;
  const asked = decimal(target);
  const isTooMuch = owned.abs().gt(asked.abs()) || (!owned.isZero() && owned.isNegative() !== asked.isNegative());
  if (isTooMuch && !isAsking) wrong.push(`${owned.toFixed()} is owned, ${target} was asked for`);
  for (const row of await world.journal.listSignals({})) {
    if (row.state !== 'done' && row.state !== 'refused')
      wrong.push(`signal ${row.id} is ${row.state} (${row.code ?? ''})`);
  }
  for (const row of await world.journal.listIntents({})) {
    const { asks }: { readonly asks?: { readonly state: string } } = JSON.parse(row.goal);
    if (asks !== undefined && asks.state !== 'placed' && row.attempt > 0) wrong.push(`${row.id} was sent unasked`);
  }
  return wrong;
}

test('with random answers, crashes and faults nothing is sent that nobody said yes to, and all adds up', async () => {
  const failed: string[] = [];
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const wrong = await runSeed(seed);
    if (wrong.length > 0) failed.push(`seed ${seed}: ${wrong.join('; ')}`);
  }
  expect(failed).toEqual([]);
}, 120_000);
