import { describe, expect, test } from 'vitest';
import { ledgerOf, marketOrders } from '../asks/ask-world.test.fixture.ts';
import type { Route } from '../route.ts';
import { alertBody, createWorld, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';

async function postTest(world: World, from: string, to: string): Promise<void> {
  const body: object = JSON.parse(alertBody(world.clock.now(), from, to));
  expect(await world.post(JSON.stringify({ ...body, test: true }))).toMatchObject({ status: 200 });
}

async function worldWith(overrides: Partial<Route> = {}): Promise<World> {
  const world = await createWorld({ routes: [testRoute({ stopLoss: STOP, ...overrides })] });
  await world.clock.advance(1_000);
  return world;
}

const dryOf = async (world: World) => (await world.notices()).filter(({ type }) => type === 'signal.dry');

describe('an alert that is marked as a test', () => {
  test('is planned and told; neither the stream nor the ledger moves', async () => {
    const world = await worldWith();
    await postTest(world, '0', '0.02');
    await world.clock.advance(5_000);
    expect(await dryOf(world)).toMatchObject([
      { isTest: true, accounts: [{ legs: [{ side: 'buy', quantity: '0.02', stopPrice: '59100' }], refusal: null }] },
    ]);
    expect((await world.notices()).filter(({ type }) => type === 'signal.received')).toEqual([]);
    expect(world.exchange.orders).toEqual([]);
    expect(await world.journal.readLedger()).toEqual({ streams: [], ledger: [] });
    expect(await world.journal.listSignals({})).toMatchObject([{ state: 'done' }]);
  });

  test('in the middle of a position: the real step after it is the one that counts', async () => {
    const world = await worldWith();
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    await postTest(world, '0.02', '-0.01');
    await world.clock.advance(1_000);
    expect(await dryOf(world)).toMatchObject([
      {
        accounts: [
          {
            legs: [
              { side: 'sell', quantity: '0.02' },
              { side: 'sell', quantity: '0.01' },
            ],
            held: '0.02',
          },
        ],
      },
    ]);
    expect(await ledgerOf(world)).toBe('in 0.02');
    await world.alert('0.02', '0.01');
    await world.clock.advance(1_000);
    expect(marketOrders(world)).toEqual(['buy 0.02', 'sell 0.01']);
  });

  test('that does not follow says so, and waits for nothing', async () => {
    const world = await worldWith();
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    await postTest(world, '0.05', '0');
    expect(await dryOf(world)).toMatchObject([
      { notes: ['The desk last applied 0.02, the alert says it was 0.05: one would be missing.'] },
    ]);
    await world.clock.advance(5_000);
    expect(await ledgerOf(world)).toBe('in 0.02');
    expect((await world.notices()).filter(({ type }) => type === 'signal.adopted')).toEqual([]);
  });

  test.each(['ask', 'auto'] as const)('asks nobody and survives a crash, execute: %s', async (execute) => {
    const world = await createWorld({
      routes: [testRoute({ execute })],
      onProbe: (point, life) => (point === 'after-answer' ? life.kill() : undefined),
    });
    await postTest(world, '0', '0.02').catch(() => {});
    await world.restart({ onProbe: () => {} });
    await world.clock.advance(5_000);
    expect(await dryOf(world)).toHaveLength(1);
    expect((await world.notices()).filter(({ type }) => type === 'signal.asks')).toEqual([]);
    expect(world.exchange.orders).toEqual([]);
  });
});
