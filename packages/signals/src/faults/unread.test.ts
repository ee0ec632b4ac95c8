import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { IntentRow, JournalChange } from '@perpdesk/journal/port';
import { standing, told } from '../protect/protect-world.test.fixture.ts';
import { createWorld, settle, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';
import type { ProbePoint } from '../probe-point.ts';
import { isSteady } from './broken-world.test.fixture.ts';

const DAMAGES = { 'no JSON': '{"work"', 'another shape': '{"purpose":"to the moon"}' } as const;

/** Ends the life, writes over what its rows say, and starts the next. */
async function damaged(world: World, change: (intents: readonly IntentRow[]) => readonly JournalChange[]) {
  world.life.kill();
  const result = await world.journal.commit(change(await world.journal.listIntents({})));
  expect(result).toEqual({ ok: true });
  await world.restart();
}

const ofGoal =
  (goal: string, isMeant: (row: IntentRow) => boolean) =>
  (rows: readonly IntentRow[]): readonly JournalChange[] =>
    rows.filter(isMeant).map(({ id, version }) => ({ type: 'intent-update', id, version, patch: { goal } }));

async function signalChange(world: World, signal: string): Promise<readonly JournalChange[]> {
  const rows = await world.journal.listSignals({ states: ['accepted', 'planned', 'held'] });
  return rows.map(({ id, state }) => ({ type: 'signal-update', id, from: [state], patch: { signal } }));
}

/** Of the route beside it. */
async function postGood(world: World): Promise<void> {
  const body = new TextEncoder().encode(world.bodyOf('0', '0.03'));
  await settle(world.clock, world.life.engine.acceptAlert({ routeId: 'good', body, receivedAt: world.clock.now() }));
  await world.clock.advance(1_000);
}

const shared = { netting: 'ledger', stopLoss: STOP } as const;
const isOf = (kind: IntentRow['kind']) => (row: IntentRow) => row.kind === kind;

/** Two routes on an instrument, and a life that ends where it is told to, once: at a point of its own, or with its order taken. */
async function createMortal() {
  const state: { diesAt: ProbePoint | 'taken' | null } = { diesAt: null };
  const die = (life: { kill(): void }) => {
    state.diesAt = null;
    life.kill();
  };
  const onProbe = (at: ProbePoint, life: { kill(): void }) => (at === state.diesAt ? die(life) : undefined);
  const routes = [testRoute(shared), testRoute({ ...shared, id: 'good' })];
  const world = await createWorld({ routes, onProbe });
  world.exchange.faultFor = () => {
    if (state.diesAt === 'taken') die(world.life);
    return 'none';
  };
  const alertAndDie = async (at: ProbePoint | 'taken', previous: string, next: string) => {
    state.diesAt = at;
    void world.alert(previous, next).catch(() => null);
    await world.clock.advance(1_000);
    expect(world.life.isDead).toBe(true);
  };
  return { world, alertAndDie };
}

describe.each(Object.entries(DAMAGES))('what the journal holds is %s', (_name, text) => {
  test('a signal that was not taken yet is refused and told once with its id; the other route trades', async () => {
    const { world, alertAndDie } = await createMortal();
    await alertAndDie('after-inbox-commit', '0', '0.02');
    const [row] = await world.journal.listSignals({});
    const changes = await signalChange(world, text);
    await damaged(world, () => changes);
    await world.clock.advance(1_000);
    await world.restart();
    expect(await told(world, 'desk.fault')).toMatchObject([{ about: 'unread-signal', name: row?.id }]);
    expect(await world.journal.listSignals({})).toMatchObject([{ state: 'refused', code: 'internal-error' }]);
    expect(await isSteady(world)).toBe(true);
    await postGood(world);
    expect(world.held()).toBe('0.03');
  });

  test.each([
    ['the exchange took its order', 'taken', '0.02'],
    ['its order never came there', 'before-send', '0'],
  ] as const)('an entry in doubt whose signal cannot be read, where %s', async (_case, at, held) => {
    const { world, alertAndDie } = await createMortal();
    await alertAndDie(at, '0', '0.02');
    const changes = await signalChange(world, text);
    await damaged(world, () => changes);
    await expectNoDouble(world, held);
    expect(await told(world, 'desk.fault')).toMatchObject([{ about: 'unread-signal' }]);
  });

  test.each([
    ['the exchange took its order', 'taken', '0.02'],
    ['its order never came there', 'before-send', '0'],
  ] as const)('an entry in doubt whose purpose cannot be read, where %s', async (_case, at, held) => {
    const { world, alertAndDie } = await createMortal();
    await alertAndDie(at, '0', '0.02');
    await damaged(world, ofGoal(text, isOf('increase')));
    await expectNoDouble(world, held);
    expect(await told(world, 'desk.fault')).toMatchObject([{ about: 'unread-order', account: { brokerId: 'one' } }]);
  });
});

/** Its fill is its strategy's, with a stop; it was sent once; and the next alerts of both routes are taken as ever. */
async function expectNoDouble(world: World, held: string): Promise<void> {
  await world.clock.advance(90_000);
  expect(world.held()).toBe(held);
  expect(await world.owned()).toBe(held);
  expect(world.exchange.orders.filter(({ type }) => type === 'market')).toHaveLength(held === '0' ? 0 : 1);
  expect(standing(world)).toHaveLength(held === '0' ? 0 : 1);
  expect(await isSteady(world)).toBe(true);
  await postGood(world);
  expect(world.held()).toBe(decimal(held).plus('0.03').toFixed());
  await world.alert('0.02', '0');
  await world.clock.advance(2_000);
  expect(world.held()).toBe('0.03');
  expect(await told(world, 'account.drift')).toEqual([]);
}

describe('an order whose purpose cannot be read', () => {
  test('was not sent: it ends, and the account waits for the next entry', async () => {
    const { world } = await createMortal();
    await world.alert('0', '0.02');
    world.exchange.fillsAtOnce = false;
    await world.alert('0.02', '-0.02');
    await damaged(
      world,
      ofGoal('{', (row) => row.kind === 'increase' && row.state === 'planned'),
    );
    world.exchange.fillsAtOnce = true;
    world.exchange.fillOpen();
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0');
    expect(await told(world, 'desk.fault')).toMatchObject([{ about: 'unread-order' }]);
    expect(await isSteady(world)).toBe(true);
    await world.alert('-0.02', '0');
    await world.alert('0', '0.01');
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0.01');
  });

  test.each([
    ['closes once, and nothing more', 'taken'],
    ['that never came there is sent again for what its order was to take', 'before-send'],
  ] as const)('an exit %s', async (_case, at) => {
    const { world, alertAndDie } = await createMortal();
    await world.alert('0', '0.02');
    await postGood(world);
    await alertAndDie(at, '0.02', '0');
    await damaged(
      world,
      ofGoal('{', (row) => row.kind === 'reduce'),
    );
    await world.clock.advance(90_000);
    expect(world.held()).toBe('0.03');
    expect(await world.owned()).toBe('0.03');
    expect(world.exchange.orders.filter(({ side, type }) => side === 'sell' && type === 'market')).toHaveLength(1);
  });

  test('a stop: one stands, then as before', async () => {
    const world = await createWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    const before = standing(world);
    await damaged(world, ofGoal('{', isOf('stop')));
    await world.clock.advance(60_000);
    expect(standing(world)).toEqual(before);
    await world.alert('0.02', '0');
    await world.clock.advance(2_000);
    expect(world.held()).toBe('0');
    expect(standing(world)).toEqual([]);
  });

  test('an entry that rests is taken back', async () => {
    const entry = {
      type: 'limit',
      offsetPercent: decimal('1'),
      expiryMs: 600_000,
      fallback: 'cancel',
      steps: 1,
    } as const;
    const world = await createWorld({ routes: [testRoute({ entry })] });
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    expect(world.exchange.openOrders()).toHaveLength(1);
    await damaged(world, ofGoal('{', isOf('increase')));
    await world.clock.advance(5_000);
    expect(world.exchange.openOrders()).toEqual([]);
    expect(await isSteady(world)).toBe(true);
  });
});

test('the times of attempts that cannot be read are lost, and nothing else', async () => {
  const { world, alertAndDie } = await createMortal();
  await alertAndDie('taken', '0', '0.02');
  await damaged(world, (rows) =>
    rows.map(({ id, version }) => ({ type: 'intent-update', id, version, patch: { trace: '[{' } })),
  );
  await world.clock.advance(60_000);
  expect(world.held()).toBe('0.02');
  expect(await told(world, 'desk.fault')).toEqual([]);
  expect(await told(world, 'desk.started')).toHaveLength(2);
});

test('an order whose amounts cannot be read: nothing is begun on its account any more, which is told', async () => {
  const { world, alertAndDie } = await createMortal();
  await alertAndDie('taken', '0', '0.02');
  await damaged(world, (rows) =>
    rows.map(({ id, version }) => ({ type: 'intent-update', id, version, patch: { filledQuantity: 'x' } })),
  );
  await world.clock.advance(60_000);
  expect(await told(world, 'desk.fault')).not.toEqual([]);
  expect(await isSteady(world)).toBe(true);
  await postGood(world);
  expect(world.exchange.orders.filter(({ type }) => type === 'market')).toHaveLength(1);
});

test('signals of a stream that are over and cannot be read hold neither its stop nor its next alerts up', async () => {
  const world = await createWorld();
  await world.alert('0', '0.02');
  await world.clock.advance(1_000);
  const rows = await world.journal.listSignals({});
  await damaged(world, () =>
    rows.map(({ id, state }) => ({ type: 'signal-update', id, from: [state], patch: { signal: '{' } })),
  );
  const [stop] = world.exchange.openOrders();
  if (stop !== undefined) world.exchange.cancel({ symbol: 'BTCUSDT', clientOrderId: stop.clientOrderId });
  await world.clock.advance(60_000);
  expect(standing(world)).toHaveLength(1);
  expect(world.held()).toBe('0.02');
  expect(await told(world, 'desk.fault')).toEqual([]);
  await world.alert('0.02', '0');
  await world.clock.advance(2_000);
  expect(world.held()).toBe('0');
  expect(await isSteady(world)).toBe(true);
});
