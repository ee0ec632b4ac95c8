import { decimal, isOpenOrder, type Order, type PositionSide } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import type { LedgerRow } from '@perpdesk/journal/port';
import { decodeClientOrderId } from '../execute/client-order-id.ts';
import type { Route } from '../route.ts';
import { type CrashPlan, createDice } from '../simulation/crash-run.test.fixture.ts';
import { slowJournal } from '../simulation/slow-journal.test.fixture.ts';
import { createWorld, START_AT, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';
import { target } from './protect-world.test.fixture.ts';

const PRICES = ['58500', '59300', '59900', '60000', '60400', '61000', '61300', '62500', '63000'] as const;
const CALM = { faultRate: 0, crashRate: 0, lossRate: 0, delayMs: 0 } as const;

type Dice = () => number;
const pick = <T>(dice: Dice, from: readonly [T, ...T[]]): T => from[Math.floor(dice() * from.length)] ?? from[0];

/** One or two strategies of a protected route walk through faults, crashes and a moving market; returns what is wrong. */
export async function protectRun(
  plan: Omit<CrashPlan, 'sabotage' | 'wrapJournal' | 'triggerRate'>,
): Promise<readonly string[]> {
  const dice = createDice(plan.seed);
  const clock = createFakeClock(START_AT);
  let rates: Pick<CrashPlan, 'faultRate' | 'crashRate' | 'lossRate' | 'delayMs'> = plan;
  const route = randomRoute(dice);
  const world = await createWorld({
    clock,
    routes: [route],
    timings: { tickMs: 2_000 },
    wrapJournal: (journal, life) => (plan.slowJournal === true ? slowJournal(journal, clock, life) : journal),
    onProbe: (_point, life) => {
      if (dice() < rates.crashRate) life.kill();
    },
  });
  if (dice() < 0.4) {
    world.exchange.mode = 'hedge';
    await world.restart();
  }
  world.exchange.faultFor = () =>
    dice() < rates.faultRate ? (plan.faults[Math.floor(dice() * plan.faults.length)] ?? 'none') : 'none';
  world.exchange.delayMs = (what) => {
    if (what === 'event' && dice() < (rates.lossRate ?? 0)) return null;
    return Math.floor(dice() * (rates.delayMs ?? 0));
  };
  const strategies = route.netting === 'ledger' ? ['a', 'b'] : ['a'];
  const positions = new Map(strategies.map((name) => [name, decimal('0')]));
  const wrong: string[] = [];
  for (let round = 0; round < 3; round++) {
    for (let step = 0; step < 4; step++) {
      for (const name of strategies) if (dice() < 0.7) await stepOf(world, dice, name, positions);
      if (dice() < 0.6) world.exchange.moveTo(pick(dice, PRICES));
      await pass(world, Math.floor(dice() ** 2 * 15_000), dice);
    }
    rates = CALM;
    await pass(world, 75_000, dice);
    wrong.push(...(await check(world, route)).map((line) => `round ${round}: ${line}`));
    rates = plan;
  }
  return wrong;
}

function randomRoute(dice: Dice): Route {
  const targets = pick(dice, [
    [],
    [target('1')],
    [target('1', '50'), target('3')],
    [target('1', '30'), target('2'), target('4')],
  ]);
  return testRoute({
    stopLoss: dice() < 0.8 ? STOP : null,
    takeProfits: targets,
    breakEvenAfter: targets.length > 1 && dice() < 0.5 ? 1 : null,
    trailing: dice() < 0.3 ? { activatePercent: decimal('1'), callbackPercent: decimal('1') } : null,
    netting: dice() < 0.4 ? 'ledger' : 'exclusive',
  });
}

async function stepOf(world: World, dice: Dice, name: string, positions: Map<string, ReturnType<typeof decimal>>) {
  const before = positions.get(name) ?? decimal('0');
  // two strategies stay on one side: against each other nothing stands at the exchange
  const low = positions.size > 1 ? 0 : -2;
  const next = decimal(`${Math.floor(dice() * (5 - (low === 0 ? 2 : 0))) + low}`).times('0.02');
  if (next.eq(before)) return;
  const body = world.bodyOf(before.toFixed(), next.toFixed()).replace('"strategy":"btc"', `"strategy":"${name}"`);
  for (let attempt = 0; attempt < 50; attempt++) {
    const answer = await world.post(body).catch(() => null);
    if (answer?.status === 200) break;
    await pass(world, 5_000, dice);
  }
  positions.set(name, next);
}

async function pass(world: World, ms: number, dice: Dice): Promise<void> {
  for (let left = ms; left >= 0; left -= 1_000) {
    await world.clock.advance(Math.min(left, 1_000));
    if (world.life.isDead && dice() < 0.3) await world.restart().catch(() => {});
  }
  for (let tries = 0; world.life.isDead && tries < 20; tries++) await world.restart().catch(() => {});
}

/** What must hold when nothing is on its way. */
async function check(world: World, route: Route): Promise<readonly string[]> {
  const wrong: string[] = [];
  const say = (text: string) => void wrong.push(text);
  const { ledger } = await world.journal.readLedger();
  const open = world.exchange.orders.filter(isOpenOrder);
  const owned = ledger.reduce((sum, row) => sum.plus(row.owned), decimal('0'));
  if (world.held() !== owned.toFixed()) say(`${world.held()} is held, ${owned.toFixed()} owned`);
  for (const side of ['net', 'long', 'short'] as const) wrong.push(...checkSide(world, route, ledger, side, open));
  if (world.held() === '0' && open.length > 0) say(`flat, and ${open.length} orders stand`);
  const intents = await world.journal.listIntents({});
  const codes = new Set((await world.journal.readLedger()).streams.map(({ code }) => code));
  for (const order of open) {
    if (!codes.has(decodeClientOrderId(order.clientOrderId)?.streamCode ?? '')) say(`${order.type} is nobody's`);
    if (!intents.some(({ clientOrderId }) => clientOrderId === order.clientOrderId)) say(`${order.type} is in no row`);
  }
  const counts = new Map<string, number>();
  for (const order of world.exchange.orders) {
    const { hash = '' } = decodeClientOrderId(order.clientOrderId) ?? {};
    counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  for (const [hash, count] of counts) if (count > 1) say(`intent ${hash} has ${count} orders`);
  return wrong;
}

function checkSide(
  world: World,
  route: Route,
  ledger: readonly LedgerRow[],
  positionSide: PositionSide,
  all: readonly Order[],
): readonly string[] {
  const wrong: string[] = [];
  const rows = ledger.filter((row) => row.positionSide === positionSide && row.owned !== '0');
  const held =
    world.exchange
      .positions()
      .find((one) => one.positionSide === positionSide)
      ?.quantity.abs() ?? decimal('0');
  const open = all.filter((order) => order.positionSide === positionSide);
  const sum = (orders: readonly Order[]) =>
    orders.reduce(
      (total, { quantity, filledQuantity }) => total.plus(quantity?.minus(filledQuantity) ?? '0'),
      decimal('0'),
    );
  const stops = open.filter(({ type }) => type === 'stop-market');
  const whole = stops.filter(({ closePosition }) => closePosition);
  if (whole.length > 1 || (whole.length > 0 && stops.length > 1))
    wrong.push(`${positionSide}: ${stops.length} stops stand`);
  if (sum(stops).gt(held)) wrong.push(`${positionSide}: stops of ${sum(stops).toFixed()}, ${held.toFixed()} held`);
  const targets = open.filter(({ type }) => type === 'take-profit-market');
  if (sum(targets).gt(held))
    wrong.push(`${positionSide}: targets of ${sum(targets).toFixed()}, ${held.toFixed()} held`);
  const trailing = open.filter(({ type }) => type === 'trailing-stop-market');
  if (sum(trailing).gt(held))
    wrong.push(`${positionSide}: trailing ${sum(trailing).toFixed()}, ${held.toFixed()} held`);
  if (route.stopLoss !== null && !held.isZero() && whole.length === 0 && !sum(stops).eq(held)) {
    wrong.push(`${positionSide}: stops of ${sum(stops).toFixed()} cover ${held.toFixed()} of ${rows.length} streams`);
  }
  if (route.takeProfits.length > 0 && !held.isZero() && targets.length === 0) wrong.push(`${positionSide}: no target`);
  if (route.trailing !== null && !sum(trailing).eq(held))
    wrong.push(`${positionSide}: trailing ${sum(trailing).toFixed()}`);
  return wrong;
}
