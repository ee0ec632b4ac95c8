import { expect, test } from 'vitest';
import { BrokerError, decimal } from '@perpdesk/broker-core';
import { MARKET_ENTRY } from '../define-route.ts';
import type { Notice } from '../notice.ts';
import { endOf, leftInSilence } from '../relay/ends.test.fixture.ts';
import type { Route } from '../route.ts';
import { createWorld, settle, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';
import { ask, FIXED } from '../wishes/wish-world.test.fixture.ts';

const RESTS = { ...MARKET_ENTRY, type: 'limit', offsetPercent: decimal('1'), expiryMs: 20_000 } as const;
const DAY_MS = 86_400_000;

const step =
  (previous: string, next: string, prepare: (world: World) => unknown = () => {}) =>
  async (world: World) => {
    await prepare(world);
    await world.alert(previous, next);
  };
const after = (...more: ((world: World) => Promise<unknown>)[]) => {
  return async (world: World) => {
    for (const one of more) {
      await one(world);
      await world.clock.advance(3_000);
    }
  };
};
const open = step('0', '0.02');

/** The exchange is too busy for an exit; the stop triggers meanwhile. */
async function stopBeatsExit(world: World): Promise<void> {
  await open(world);
  await world.clock.advance(1_000);
  world.exchange.faultFor = () => 'not-sent';
  await world.alert('0.02', '0');
  world.exchange.tradeByHand('sell', '0.02');
  world.exchange.faultFor = () => 'none';
}

/** What of its type, and of the reason, says it. */
type Case = readonly [
  name: string,
  end: string,
  route: Partial<Route>,
  act: (world: World) => Promise<unknown>,
  ms?: number,
];

const MODES = { mode: 'direction', size: FIXED } as const;
const CASES: readonly Case[] = [
  ['an entry that fills', 'order.filled', {}, open],
  [
    'an entry that the exchange refuses',
    'order.rejected',
    {},
    step('0', '0.02', (it) => (it.exchange.faultFor = () => 'rejected')),
  ],
  [
    'an entry that never came there',
    'order.expired',
    {},
    step('0', '0.02', (it) => (it.exchange.faultFor = () => 'lost')),
    300_000,
  ],
  ['an entry that rests in vain', 'order.canceled', { entry: RESTS }, open, 60_000],
  ['an entry that rests, and is taken back', 'order.canceled', { entry: RESTS }, after(open, step('0.02', '0'))],
  ['an exit that finds nothing', 'signal.rejected', { entry: RESTS }, after(open, step('0.02', '0')), 5_000],
  [
    'an entry beyond a limit',
    'signal.rejected',
    { limits: { ...testRoute().limits, maxNotional: decimal('100') } },
    open,
  ],
  [
    'an entry while the desk is paused',
    'signal.rejected',
    {},
    step('0', '0.02', (it) => settle(it.clock, it.life.engine.pause('111', ['desk']))),
  ],
  ['an alert that is too old', 'signal.rejected', {}, (it) => it.postStep(it.clock.now() - 3_600_000, '0', '0.02')],
  [
    'an older alert behind a newer',
    'signal.rejected',
    {},
    async (it) => {
      await after(open, step('0.02', '0'))(it);
      await it.postStep(it.clock.now() - 4_000, '0.02', '0.03');
    },
  ],
  ['a strategy that is in a position already', 'signal.rejected', {}, step('0.02', '0.03'), 10_000],
  ['a step that is none', 'signal.ended', {}, after(open, step('0.02', '0.02'))],
  [
    'an alert that is held for a day',
    'signal.ended',
    { onGap: 'hold' },
    async (it) => {
      await after(open, step('0.03', '0.05'))(it);
      it.life.kill();
      await it.clock.advance(DAY_MS);
      await it.restart();
    },
    60_000,
  ],
  ['an exit that another took while it waited', 'order.rejected', { stopLoss: STOP }, stopBeatsExit, 120_000],
  [
    'an exit of which nobody can say what became of it',
    'order.resolved',
    {},
    async (it) => {
      await open(it);
      await it.clock.advance(1_000);
      it.exchange.find = () => {
        throw new BrokerError('unsupported', { message: 'Not built.', operation: 'findOrder' });
      };
      it.exchange.faultFor = () => 'lost';
      await it.alert('0.02', '0');
    },
    60_000,
  ],
  ['a card that nobody answers', 'signal.answered', { execute: 'ask' }, open, 300_000],
  [
    'a card that a pause voids',
    'signal.answered',
    { execute: 'ask' },
    async (it) => {
      await open(it);
      await it.clock.advance(2_000);
      await settle(it.clock, it.life.engine.pause('111', ['desk']));
    },
  ],
  [
    'a route that only tries',
    'signal.dry',
    { brokers: [{ brokerId: 'one', factor: decimal('1'), dryRun: true }] },
    open,
  ],
  [
    'a direction that is held already',
    'signal.remarked',
    MODES,
    after(
      (it) => ask(it, { action: 'long' }),
      (it) => ask(it, { action: 'long' }),
    ),
  ],
  ['a close of nothing', 'signal.rejected', MODES, (it) => ask(it, { action: 'flat' })],
  ['a cancel of nothing', 'signal.ended', { mode: 'command', size: FIXED }, (it) => ask(it, { action: 'cancel' })],
  [
    'a cancel of what rests',
    'signal.ended',
    { mode: 'command', size: FIXED, entry: RESTS },
    after(
      (it) => ask(it, { action: 'long' }),
      (it) => ask(it, { action: 'cancel' }),
    ),
  ],
];

test.for(CASES)('%s: the chat hears how it ended', async ([_name, end, route, act, ms = 5_000]) => {
  const world = await createWorld({ routes: [testRoute(route)] });
  await world.clock.advance(2_000);
  await act(world);
  await world.clock.advance(ms);
  const notices: readonly Notice[] = await world.notices();
  expect(leftInSilence(notices, () => true)).toEqual([]);
  const ends = notices.filter((notice) => endOf(notice) !== null);
  expect(ends.map(({ type }) => type)).toContain(end);
});

test('a route that only tells says with the receipt that nothing is placed', async () => {
  const world = await createWorld({ routes: [testRoute({ execute: 'notify' })] });
  await open(world);
  await world.clock.advance(5_000);
  expect(await world.notices()).toContainEqual(
    expect.objectContaining({ type: 'signal.received', notes: ['The route only tells: nothing is placed.'] }),
  );
});

test('what an earlier life told is not told as silence', async () => {
  const world = await createWorld({ routes: [testRoute({ entry: RESTS })] });
  world.exchange.faultFor = () => 'rejected';
  await open(world);
  await world.restart();
  await world.clock.advance(60_000);
  expect((await world.notices()).filter(({ type }) => type === 'signal.ended')).toEqual([]);
});
