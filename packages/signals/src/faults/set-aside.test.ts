import { describe, expect, test } from 'vitest';
import { decimal, toClientOrderId } from '@perpdesk/broker-core';
import { told } from '../protect/protect-world.test.fixture.ts';
import { createWorld, settle, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';
import { brokenWorld, closeAll, isSteady } from './broken-world.test.fixture.ts';

/** Of the route beside it. */
async function postGood(world: World, previous: string, next: string): Promise<void> {
  const body = new TextEncoder().encode(world.bodyOf(previous, next));
  const alert = { routeId: 'good', body, receivedAt: world.clock.now() };
  const answer = await settle(world.clock, world.life.engine.acceptAlert(alert));
  expect(answer.status).toBe(200);
  await world.clock.advance(1_000);
}

describe('a piece of work at which the desk fails', () => {
  test('an entry is left out after three times, told, and the other route trades on', async () => {
    const { world } = await brokenWorld('size');
    await world.alert('0', '0.02').catch(() => null);
    await world.clock.advance(15_000);
    expect(await told(world, 'desk.fault')).toMatchObject([
      { about: 'intent', symbol: 'BTCUSDT', isExit: false, detail: 'RangeError: A bug.' },
    ]);
    expect(await told(world, 'desk.started')).toHaveLength(4);
    const [intent] = await world.journal.listIntents({});
    expect(intent).toMatchObject({ state: 'canceled', code: 'internal-error', attempt: 0 });
    expect((await world.journal.listSignals({}))[0]?.state).toBe('done');
    await postGood(world, '0', '0.03');
    expect(world.held()).toBe('0.03');
    expect(await isSteady(world)).toBe(true);
  });

  test('an exit, too: what it was to close is told to be open, and a person can close it', async () => {
    const { world, state } = await brokenWorld('size', { stopLoss: STOP });
    state.isBroken = false;
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    state.isBroken = true;
    await world.alert('0.02', '0').catch(() => null);
    await world.clock.advance(15_000);
    expect(world.held()).toBe('0.02');
    expect(await told(world, 'desk.fault')).toMatchObject([{ about: 'intent', isExit: true }]);
    expect(world.exchange.openOrders().map(({ type }) => type)).toEqual(['stop-market']);
    await settle(world.clock, world.life.engine.trade(closeAll(world)));
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0');
    expect(await isSteady(world)).toBe(true);
  });

  test('so can /panic', async () => {
    const { world, state } = await brokenWorld('size', { stopLoss: STOP });
    state.isBroken = false;
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    state.isBroken = true;
    await world.alert('0.02', '0').catch(() => null);
    await world.clock.advance(15_000);
    const panic = world.life.engine.panic({ actor: '111', relay: ['desk'] });
    await world.clock.advance(30_000);
    expect((await panic).flat).toBe(true);
    expect(world.held()).toBe('0');
  });

  test('the next signal of the strategy is taken as ever', async () => {
    const { world, state } = await brokenWorld('size');
    await world.alert('0', '0.02').catch(() => null);
    await world.clock.advance(15_000);
    state.isBroken = false;
    await world.alert('0.02', '0');
    await world.clock.advance(1_000);
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0.02');
  });

  test('a signal that cannot even be taken to its stream is refused by name', async () => {
    const { world } = await brokenWorld('brokers', {}, 'apply-step');
    await world.alert('0', '0.02').catch(() => null);
    await world.clock.advance(15_000);
    expect(await world.journal.listSignals({})).toMatchObject([{ state: 'refused', code: 'internal-error' }]);
    expect(await told(world, 'desk.fault')).toMatchObject([{ about: 'signal', symbol: 'BTCUSDT' }]);
    await postGood(world, '0', '0.03');
    expect(world.held()).toBe('0.03');
  });

  test('stops and targets of a strategy: without a stop its position is closed, and all else goes on', async () => {
    const { world } = await brokenWorld('takeProfits', { stopLoss: STOP });
    await world.alert('0', '0.02').catch(() => null);
    await world.clock.advance(40_000);
    expect(await told(world, 'desk.fault')).toMatchObject([{ about: 'protection', name: 'trend/btc/BTCUSDT' }]);
    expect(await told(world, 'stop.failed')).toHaveLength(1);
    expect(world.held()).toBe('0');
    await postGood(world, '0', '0.03');
    expect(world.held()).toBe('0.03');
    expect(await isSteady(world)).toBe(true);
  });

  test('an entry for which stops cannot be kept is refused from then on', async () => {
    const { world } = await brokenWorld('takeProfits', { stopLoss: STOP });
    await world.alert('0', '0.02').catch(() => null);
    await world.clock.advance(40_000);
    const before = world.exchange.orders.length;
    await world.alert('0.02', '0');
    await world.clock.advance(1_000);
    await world.alert('0', '0.02');
    await world.clock.advance(40_000);
    expect(world.exchange.orders).toHaveLength(before);
    expect((await told(world, 'signal.rejected')).at(-1)).toMatchObject({ code: 'internal-error' });
    expect(await told(world, 'stop.failed')).toHaveLength(1);
  });

  test('a position that can be neither protected nor closed is told once, and a person closes it', async () => {
    const { world, state } = await brokenWorld('size', { stopLoss: STOP });
    state.isBroken = false;
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    state.isBroken = true;
    await world.alert('0.02', '0').catch(() => null);
    await world.clock.advance(15_000);
    const [stop] = world.exchange.openOrders();
    world.exchange.faultFor = ({ type }) => (type === 'stop-market' ? 'rejected' : 'none');
    world.exchange.cancel({ symbol: 'BTCUSDT', clientOrderId: stop?.clientOrderId ?? toClientOrderId('none') });
    await world.clock.advance(60_000);
    expect(await told(world, 'desk.fault')).toMatchObject([{ isExit: true }, { isExit: true }]);
    expect(world.held()).toBe('0.02');
    const alarms = await told(world, 'stop.failed');
    expect(await isSteady(world)).toBe(true);
    expect(await told(world, 'stop.failed')).toHaveLength(alarms.length);
    await settle(world.clock, world.life.engine.trade(closeAll(world)));
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0');
  });

  test('with a stop that stands, the position stays', async () => {
    const { world, state } = await brokenWorld('takeProfits', { stopLoss: STOP });
    state.isBroken = false;
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    state.isBroken = true;
    await world.clock.advance(120_000);
    expect(await told(world, 'desk.fault')).toMatchObject([{ about: 'protection' }]);
    expect(world.held()).toBe('0.02');
    expect(world.exchange.openOrders().map(({ type }) => type)).toEqual(['stop-market']);
    expect(await isSteady(world)).toBe(true);
  });

  test('an order whose news the desk fails at needs someone to look; all else goes on', async () => {
    const entry = {
      type: 'limit',
      offsetPercent: decimal('1'),
      expiryMs: 600_000,
      fallback: 'cancel',
      steps: 1,
    } as const;
    const bad = testRoute({ netting: 'ledger', entry });
    const world = await createWorld({ routes: [bad, testRoute({ id: 'good', netting: 'ledger' })] });
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    const { find } = world.exchange;
    const broken = new Proxy(decimal('0.01'), {
      get(_of, name) {
        throw new TypeError(`No ${String(name)}.`);
      },
    });
    world.exchange.find = (reference) => {
      const look = find(reference);
      return look.order?.type === 'limit' ? { ...look, order: { ...look.order, filledQuantity: broken } } : look;
    };
    await world.clock.advance(120_000);
    const [intent] = await world.journal.listIntents({});
    expect(intent).toMatchObject({ state: 'needs-operator', code: 'internal-error' });
    expect(await told(world, 'desk.fault')).toMatchObject([{ about: 'intent', isExit: false }]);
    await postGood(world, '0', '0.03');
    expect(world.held()).toBe('0.03');
  });

  test('one failure alone is done again', async () => {
    const { world, state } = await brokenWorld('size');
    await world.alert('0', '0.02').catch(() => null);
    state.isBroken = false;
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0.02');
    expect(await told(world, 'desk.fault')).toEqual([]);
  });
});
