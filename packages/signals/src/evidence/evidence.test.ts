import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import type { IntentRow, Journal } from '@perpdesk/journal/port';
import { createWorld, START_AT, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';
import { ask, FIXED, wishWorld } from '../wishes/wish-world.test.fixture.ts';
import { parseAttempts } from './attempts.ts';
import { formatLegPlan } from './format-leg-plan.ts';
import { parseLegPlan } from './parse-leg-plan.ts';
import { parseSignalPlan } from './signal-plan.ts';

const routes = [testRoute()];

async function only(world: World, kind: IntentRow['kind'] = 'increase'): Promise<IntentRow> {
  const [row] = (await world.journal.listIntents({})).filter((intent) => intent.kind === kind);
  if (row === undefined) throw new Error(`There is no intent ${kind}.`);
  return row;
}

/** A commit takes so long, as on a disk. */
function slow(journal: Journal, clock: World['clock'], ms: number): Journal {
  return {
    ...journal,
    commit: (changes) =>
      new Promise((resolve, reject) => {
        clock.schedule(ms, () => void journal.commit(changes).then(resolve, reject));
      }),
  };
}

describe('the times of an attempt', () => {
  test('marked, sent once the mark is durable, acknowledged by the answer, filled', async () => {
    const clock = createFakeClock(START_AT);
    const world = await createWorld({ routes, clock, wrapJournal: (journal) => slow(journal, clock, 3) });
    world.exchange.delayMs = (what) => (what === 'event' ? 40 : 20);
    const at = clock.now();
    await world.alert('0', '1');
    await clock.advance(200);
    const intent = await only(world);
    expect(parseAttempts(intent.trace)).toEqual([
      {
        attempt: 1,
        clientOrderId: intent.clientOrderId,
        markedAt: at,
        sentAt: at + 3,
        acknowledgedAt: at + 23,
        answer: 'filled',
      },
    ]);
    const [signal] = await world.journal.listSignals({});
    expect(signal).toMatchObject({ receivedAt: at, parsedAt: at });
    expect(await world.journal.listFills({})).toMatchObject([{ venueAt: at + 3, recordedAt: at + 43 }]);
  });

  test('news of the order that come before the answer acknowledge it', async () => {
    const world = await createWorld({ routes });
    world.exchange.delayMs = (what) => (what === 'event' ? 10 : 500);
    const at = world.clock.now();
    await world.alert('0', '1');
    await world.clock.advance(1_000);
    const [attempt] = parseAttempts((await only(world)).trace);
    expect(attempt).toMatchObject({ sentAt: at, acknowledgedAt: at + 10 });
  });

  test.each([
    { fault: 'not-sent', answers: ['overloaded', 'filled'] },
    { fault: 'lost', answers: ['absent', 'filled'] },
    { fault: 'rejected', answers: ['insufficient-margin'] },
  ] as const)('each attempt has its own: $fault', async ({ fault, answers }) => {
    const world = await createWorld({ routes });
    const waiting = [fault, 'none'] as const;
    let index = 0;
    world.exchange.faultFor = () => waiting[index++] ?? 'none';
    await world.alert('0', '1');
    await world.clock.advance(15_000);
    const attempts = parseAttempts((await only(world)).trace);
    expect(attempts.map(({ answer }) => answer)).toEqual(answers);
    expect(attempts.map(({ attempt }) => attempt)).toEqual(answers.map((_, at) => at + 1));
    expect(attempts.at(0)?.acknowledgedAt === null).toBe(fault !== 'rejected');
  });

  test('an order that is in doubt after a crash was sent at a time that nobody knows', async () => {
    const world = await createWorld({ routes });
    world.exchange.place = () => new Promise(() => {});
    await world.alert('0', '1');
    await world.restart();
    await world.clock.advance(15_000);
    const [attempt] = parseAttempts((await only(world)).trace);
    expect(attempt).toMatchObject({ sentAt: null, acknowledgedAt: null, answer: 'absent' });
  });

  test('an exit that is refused for long keeps its first and its newest attempts', async () => {
    const world = await createWorld({ routes });
    await world.alert('0', '1');
    world.exchange.faultFor = () => 'not-sent';
    await world.alert('1', '0');
    await world.clock.advance(3_600_000);
    const exit = await only(world, 'reduce');
    const attempts = parseAttempts(exit.trace);
    expect(exit.attempt).toBeGreaterThan(50);
    expect(attempts.map(({ attempt }) => attempt)).toEqual([
      1,
      ...Array.from({ length: 15 }, (_, index) => exit.attempt - 14 + index),
    ]);
  });

  test('they cost no commit: two before the order is sent', async () => {
    let commits = 0;
    let commitsAtSend = -1;
    const world = await createWorld({
      routes,
      wrapJournal: (journal) => ({
        ...journal,
        commit: (changes) => {
          commits += 1;
          return journal.commit(changes);
        },
        acceptSignal: (...row) => {
          commits += 1;
          return journal.acceptSignal(...row);
        },
      }),
    });
    world.exchange.delayMs = (what) => (what === 'event' ? null : 0);
    const { place } = world.exchange;
    world.exchange.place = (...order) => {
      commitsAtSend = commits;
      return place(...order);
    };
    commits = 0;
    await world.alert('0', '1');
    await world.clock.advance(0);
    expect([commitsAtSend, commits]).toEqual([2, 3]);
  });
});

describe('what was known', () => {
  test('goes with the signal and with each leg', async () => {
    const world = await createWorld({ routes: [testRoute({ stopLoss: STOP })] });
    const at = world.clock.now();
    await world.alert('0', '1');
    await world.clock.advance(100);
    await world.alert('1', '0');
    await world.clock.advance(100);
    const signals = await world.journal.listSignals({});
    expect(signals.map(({ plan }) => parseSignalPlan(plan))).toMatchObject([
      { at, stream: null, step: { type: 'fits' }, policy: { onGap: 'adopt' }, accounts: ['one'] },
      { stream: { lastPosition: decimal('1') }, step: { type: 'fits' } },
    ]);
    const entry = parseLegPlan((await only(world)).plan);
    expect(entry).toMatchObject({
      type: 'step',
      at,
      ledger: { state: 'flat' },
      gates: { paused: false },
      rests: null,
    });
    expect(entry?.out).toMatchObject({ ok: true, legs: [{ side: 'buy', quantity: '1' }] });
    const exit = parseLegPlan((await only(world, 'reduce')).plan);
    if (exit?.type !== 'step') throw new Error(exit?.type);
    expect(exit.ledger.owned.toFixed()).toBe('1');
    expect(exit.policy).toMatchObject({ limits: { maxAgeMs: 120_000 }, stopLoss: { percent: '1.5' } });
  });

  test('is there where an account refused and no order was sent', async () => {
    const limits = { ...testRoute().limits, maxNotional: decimal('30000') };
    const world = await createWorld({ routes: [testRoute({ limits })] });
    await world.alert('0', '1');
    await world.clock.advance(100);
    const refused = await only(world);
    expect(refused).toMatchObject({ state: 'canceled', code: 'limit-notional', trace: null });
    expect(parseLegPlan(refused.plan)).toMatchObject({
      policy: { limits: { maxNotional: '30000' } },
      out: { ok: false, code: 'limit-notional' },
    });
  });

  test('is there where a signal waits, is refused or changes nothing', async () => {
    const world = await createWorld({ routes: [testRoute({ onGap: 'hold', reorderWindowMs: 0 })] });
    await world.alert('0', '1');
    await world.clock.advance(5_000);
    await world.alert('2', '3');
    await world.clock.advance(5_000);
    const held = (await world.journal.listSignals({})).at(-1);
    expect(held?.state).toBe('held');
    expect(parseSignalPlan(held?.plan ?? null)).toMatchObject({ step: { type: 'gap' }, policy: { onGap: 'hold' } });
  });

  test('is there for what an alert asks for', async () => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, { action: 'long' });
    await ask(world, { action: 'reduce', positionPercent: '25' });
    expect(parseLegPlan((await only(world)).plan)).toMatchObject({
      type: 'wish',
      isExit: false,
      policy: { size: { quantity: '0.02' } },
      out: { ok: true, leg: { side: 'buy', quantity: '0.02' } },
    });
    const exit = parseLegPlan((await only(world, 'reduce')).plan);
    expect(exit).toMatchObject({ type: 'wish', isExit: true, out: { leg: { quantity: '0.005' } } });
  });

  test('is there for what a person closed', async () => {
    const world = await createWorld({ routes });
    await world.alert('0', '1');
    await world.clock.advance(5_000);
    const command = { id: 'n1', actor: '7', brokerId: 'one', symbol: 'BTCUSDT', confirmedAt: world.clock.now() };
    await world.life.engine.trade({
      ...command,
      type: 'close',
      positionSide: 'net',
      quantity: null,
      fraction: decimal('0.5'),
      relay: [],
    });
    await world.clock.advance(100);
    const plan = parseLegPlan((await only(world, 'reduce')).plan);
    expect(plan).toMatchObject({ type: 'quantity', out: { ok: true, side: 'sell', quantity: '0.5' } });
  });

  test('holds an entry that rests with its orders', async () => {
    const entry = { ...testRoute().entry, type: 'ladder', offsetPercent: decimal('1'), steps: 2 } as const;
    const world = await createWorld({ routes: [testRoute({ entry })] });
    await world.alert('0', '1');
    await world.clock.advance(100);
    const plan = parseLegPlan((await only(world)).plan);
    if (plan?.type !== 'step') throw new Error(plan?.type);
    expect(plan.rests).toMatchObject({
      policy: { type: 'ladder' },
      isAsked: false,
      orders: [{ quantity: '0.5' }, { quantity: '0.5', price: '59400' }],
    });
  });

  test('of another version is as good as not recorded', () => {
    expect(parseLegPlan('{"type":"step","at":1}')).toBeNull();
    expect(parseSignalPlan('{"at":1}')).toBeNull();
    expect(parseAttempts('[{"markedAt":1}]')).toEqual([]);
  });

  test('stays small, whatever a strategy is called', async () => {
    const world = await createWorld({ routes });
    await world.alert('0', '1');
    await world.clock.advance(100);
    const intent = await only(world);
    expect(intent.plan?.length).toBeLessThan(2_500);
    const out = { ok: false, code: 'stream-conflict', detail: 'x'.repeat(60_000) } as const;
    const text = formatLegPlan(
      {
        type: 'quantity',
        input: { instrument: null, position: decimal('1'), quantity: null, fraction: null, remaining: null },
        out,
      },
      1,
      null,
    );
    expect(text.length).toBeLessThan(800);
    expect(parseLegPlan(text)).toMatchObject({ type: 'quantity', at: 1 });
  });
});

test('a plan that an older version recorded, which counted no additions, is read on', async () => {
  const world = await createWorld({ routes });
  await world.alert('0', '1');
  await world.clock.advance(1_000);
  const recorded = JSON.parse((await only(world)).plan ?? '{}');
  const { entries: _, ...ledger } = recorded.ledger;
  const { maxAdds: _maxAdds, ...limits } = recorded.policy.limits;
  const policy = { ...recorded.policy, limits };
  expect(parseLegPlan(JSON.stringify({ ...recorded, ledger, policy }))).toMatchObject({ ledger: { entries: 0 } });
});
