import { beforeAll, describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { Route } from '../route.ts';
import type { World } from '../simulation/world.test.fixture.ts';
import { dayRoute, liveADay } from './day.test.fixture.ts';
import { replaySignal } from './replay-signal.ts';
import type { SignalReplay } from './replay-types.ts';

async function replayAll({ journal }: World, routes: readonly Route[]): Promise<readonly SignalReplay[]> {
  const rows = await journal.listSignals({});
  return Promise.all(
    rows.map(async (row) => replaySignal({ row, intents: await journal.listIntents({ signalIds: [row.id] }), routes })),
  );
}

function differing(replays: readonly SignalReplay[]): readonly SignalReplay[] {
  return replays.filter(({ verdict }) => verdict === 'different');
}

const ladder = {
  type: 'ladder',
  offsetPercent: decimal('0.5'),
  expiryMs: 30_000,
  fallback: 'market',
  steps: 2,
} as const;

describe.each([
  { name: 'at the market', seed: 1, route: dayRoute(), mode: 'one-way' },
  {
    name: 'by ladders, in hedge mode',
    seed: 2,
    route: dayRoute({ entry: ladder, firstSight: 'adopt' }),
    mode: 'hedge',
  },
  {
    name: 'that ask for orders',
    seed: 3,
    route: dayRoute({ mode: 'order', overrides: ['type'] }),
    mode: 'one-way',
  },
] as const)('a day of alerts $name', ({ seed, route, mode }) => {
  let world: World;
  beforeAll(async () => {
    world = await liveADay(seed, route, mode);
  }, 60_000);

  test('holds what a day brings', async () => {
    const codes = new Set((await world.journal.listIntents({})).map(({ code }) => code));
    const signals = await world.journal.listSignals({});
    expect(signals.length).toBeGreaterThan(60);
    expect([...codes]).toEqual(expect.arrayContaining(['paused', 'limit-notional', 'insufficient-margin']));
    expect(new Set(signals.map(({ state }) => state))).toEqual(new Set(['done', 'refused']));
  });

  test('replays without a difference', async () => {
    const replays = await replayAll(world, [route]);
    expect(differing(replays)).toEqual([]);
    const planned = replays.flatMap(({ legs }) => legs.filter(({ verdict }) => verdict === 'same'));
    expect(planned.length).toBeGreaterThan(80);
  });

  test('a route that sizes differently is found, and each order that it changes', async () => {
    const changed = { ...route, size: { type: 'notional', notional: decimal('30000') } } as const;
    const found = differing(await replayAll(world, [changed]));
    const opened = found.flatMap(({ legs }) => legs.filter(({ verdict }) => verdict === 'different'));
    expect(opened.length).toBeGreaterThan(3);
    for (const leg of opened) {
      expect(leg.policy).toEqual([{ about: 'size.notional', recorded: '60000', now: '30000' }]);
    }
    expect(opened[0]?.differences[0]).toMatchObject({ about: 'order' });
  });
});
