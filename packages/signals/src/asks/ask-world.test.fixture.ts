import { type Order } from '@perpdesk/broker-core';
import type { AskAnswer, AskResult } from '../engine.ts';
import type { Notice } from '../notice.ts';
import type { Route } from '../route.ts';
import type { LifeOptions } from '../simulation/life.test.fixture.ts';
import { createWorld, settle, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';

export type AsksNotice = Extract<Notice, { readonly type: 'signal.asks' }>;
export type AnsweredNotice = Extract<Notice, { readonly type: 'signal.answered' }>;

export async function askWorld(
  overrides: Partial<Route> = {},
  options: Partial<Omit<LifeOptions, 'clock'>> = {},
): Promise<World> {
  const routes = [testRoute({ execute: 'ask', stopLoss: STOP, ...overrides })];
  const world = await createWorld({ routes, ...options });
  await world.clock.advance(2_000);
  return world;
}

export async function cardsOf(world: World): Promise<readonly AsksNotice[]> {
  return (await world.notices()).filter((notice) => notice.type === 'signal.asks');
}

export async function answersOf(world: World): Promise<readonly AnsweredNotice[]> {
  return (await world.notices()).filter((notice) => notice.type === 'signal.answered');
}

export async function lastCard(world: World): Promise<AsksNotice> {
  const card = (await cardsOf(world)).at(-1);
  if (card === undefined) throw new Error('Nobody was asked.');
  return card;
}

/** As the chat does it: the row is sent, and says when. */
export async function deliverCards(world: World): Promise<void> {
  for (const row of await world.journal.listOutbox({})) {
    if (row.type !== 'signal.asks') continue;
    const patch = { state: 'sent', messageId: row.sequence, nextAt: world.clock.now() } as const;
    await world.journal.commit([{ type: 'outbox-update', sequence: row.sequence, patch }]);
  }
}

export async function answer(
  world: World,
  decision: AskAnswer['decision'],
  more: Partial<AskAnswer> = {},
): Promise<AskResult> {
  const signalId = more.signalId ?? (await lastCard(world)).signalId;
  return settle(world.clock, world.life.engine.decide({ signalId, decision, actor: 'user:111', ...more }));
}

/** Of entries and exits, not of stops. */
export function marketOrders(world: World): readonly string[] {
  return world.exchange.orders
    .filter(({ type }) => type === 'market')
    .map(({ side, quantity }: Order) => `${side} ${quantity?.toFixed()}`);
}

export async function ledgerOf(world: World): Promise<string> {
  const { ledger } = await world.journal.readLedger();
  return ledger.map(({ owned, state }) => `${state} ${owned}`).join();
}
