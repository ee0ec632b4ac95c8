import { decimal, isOpenOrder } from '@perpdesk/broker-core';
import type { JournalErrorCode } from '@perpdesk/journal/port';
import { decodeClientOrderId } from '../execute/client-order-id.ts';
import type { ProbePoint } from '../probe-point.ts';
import { createFailingJournal, type FailingJournal } from './failing-journal.test.fixture.ts';
import { alertBody, createWorld, settle, STOP, testRoute, type World } from './world.test.fixture.ts';

export const SCENARIOS = ['entry', 'stop', 'exit', 'reduce', 'person', 'part', 'panic', 'reversal'] as const;
export type Scenario = (typeof SCENARIOS)[number];

export interface OutagePlan {
  readonly scenario: Scenario;
  /** The journal fails when this is passed first after the scenario has begun; `null`: before it begins. */
  readonly at: ProbePoint | null;
  /** `lost-answer`: what is written next is stored, and nobody hears of it. */
  readonly code: JournalErrorCode | 'lost-answer';
  /** So long after the scenario began the process is killed, and the next one finds the journal working; `null`: it works again. */
  readonly killedAfterMs: number | null;
}

export interface Outage {
  readonly plan: OutagePlan;
  readonly hasFailed: boolean;
  /** Nothing, if all holds. */
  readonly wrong: readonly string[];
}

const OUTAGE_MS = 20_000;
const NAKED_MS = 10_500;

interface Stage {
  readonly world: World;
  readonly failing: () => FailingJournal;
  readonly wrong: string[];
  isArmed: boolean;
  failedAt: number | null;
  /** Alerts that nobody has answered with 200: they come again. */
  readonly unanswered: string[];
  nakedSince: number | null;
  /** A person's order that was in memory alone when the process was killed. */
  isForgotten: boolean;
}

/** Runs a scenario through an outage of the journal. */
export async function outageRun(plan: OutagePlan): Promise<Outage> {
  const stage = await setUp(plan);
  const { world, wrong } = stage;
  stage.isArmed = true;
  if (plan.at === null) fail(stage, plan);
  await begin(stage, plan.scenario);
  if (plan.killedAfterMs === null || plan.killedAfterMs >= OUTAGE_MS / 2) {
    await pass(stage, OUTAGE_MS / 2);
    if (stage.failedAt !== null) checkWhile(stage, plan);
    await pass(stage, OUTAGE_MS / 2);
  } else await pass(stage, plan.killedAfterMs);
  const hasFailed = stage.failedAt !== null;
  stage.isArmed = false;
  if (plan.killedAfterMs !== null) {
    world.life.kill();
    const signals = await world.journal.listSignals({});
    const isUnknown = signals.every(({ source }) => !source.startsWith('chat:'));
    stage.isForgotten = plan.scenario === 'panic' ? !hasPanicked(world) : isOfPerson(plan.scenario) && isUnknown;
  }
  stage.failing().fail(null);
  if (plan.killedAfterMs !== null) await world.restart();
  await pass(stage, 2_000);
  for (const body of stage.unanswered) await post(world, body);
  world.exchange.fillsAtOnce = true;
  world.exchange.fillOpen();
  await pass(stage, 40_000);
  await checkEnd(stage, plan);
  return { plan, hasFailed, wrong };
}

async function setUp(plan: OutagePlan): Promise<Stage> {
  let failing: FailingJournal | null = null;
  let stage: Stage | null = null;
  const world = await createWorld({
    routes: [testRoute({ stopLoss: STOP })],
    wrapJournal: (journal) => (failing = createFailingJournal(journal)).journal,
    onProbe: (point) => {
      if (stage?.isArmed === true && point === plan.at) fail(stage, plan);
    },
  });
  stage = {
    world,
    failing: () => {
      if (failing === null) throw new Error('There is no journal.');
      return failing;
    },
    wrong: [],
    isArmed: false,
    failedAt: null,
    unanswered: [],
    nakedSince: null,
    isForgotten: false,
  };
  if (plan.scenario !== 'entry') world.exchange.fillsAtOnce = plan.scenario !== 'stop';
  if (plan.scenario !== 'entry') await world.alert('0', '0.02');
  await pass(stage, 3_000);
  if (plan.scenario === 'reversal') {
    world.exchange.fillsAtOnce = false;
    await world.alert('0.02', '-0.02');
    await pass(stage, 500);
  }
  return stage;
}

function fail(stage: Stage, plan: OutagePlan): void {
  if (stage.failedAt !== null) return;
  stage.failedAt = stage.world.clock.now();
  if (plan.code === 'lost-answer') stage.failing().loseAnswer();
  else stage.failing().fail(plan.code);
}

async function begin(stage: Stage, scenario: Scenario): Promise<void> {
  const { world } = stage;
  const { engine } = world.life;
  switch (scenario) {
    case 'entry':
      return step(stage, '0', '0.02');
    case 'exit':
      return step(stage, '0.02', '0');
    case 'reduce':
      return step(stage, '0.02', '0.01');
    case 'stop':
    case 'reversal':
      world.exchange.fillOpen();
      return;
    case 'part':
    case 'person': {
      const close = { type: 'close', id: 'n1', actor: '7', brokerId: 'one', symbol: 'BTCUSDT' } as const;
      const how = {
        positionSide: 'net',
        fraction: scenario === 'part' ? decimal('0.5') : null,
        quantity: null,
        relay: ['desk'],
      } as const;
      const result = await settle(world.clock, engine.trade({ ...close, ...how, confirmedAt: world.clock.now() }));
      if (!result.ok) stage.wrong.push(`a person may not close: ${result.detail}`);
      return;
    }
    case 'panic':
      void engine.panic({ actor: '7', relay: ['desk'] });
      return;
    default:
      return scenario satisfies never;
  }
}

async function step(stage: Stage, previous: string, next: string): Promise<void> {
  const body = alertBody(stage.world.clock.now(), previous, next);
  if (!(await post(stage.world, body))) stage.unanswered.push(body);
}

async function post(world: World, body: string): Promise<boolean> {
  return (await world.post(body)).status === 200;
}

/** Lets time pass, and looks all the time whether a position has no stop. */
async function pass(stage: Stage, ms: number): Promise<void> {
  const { world } = stage;
  for (let left = ms; left > 0; left -= 500) {
    await world.clock.advance(500);
    const isNaked = world.held() !== '0' && openStops(world) === 0;
    stage.nakedSince = isNaked ? (stage.nakedSince ?? world.clock.now()) : null;
    const nakedMs = stage.nakedSince === null ? 0 : world.clock.now() - stage.nakedSince;
    if (nakedMs > NAKED_MS) stage.wrong.push(`${world.held()} had no stop for ${nakedMs} ms`);
  }
}

function openStops(world: World): number {
  return world.exchange.orders.filter((order) => order.type === 'stop-market' && isOpenOrder(order)).length;
}

/** What must be done while the journal is dead, and what must not. */
function checkWhile({ world, wrong, failedAt, unanswered }: Stage, { scenario }: OutagePlan): void {
  const isExit = scenario === 'exit' || scenario === 'person' || scenario === 'panic';
  if (isExit && unanswered.length === 0 && world.held() !== '0') wrong.push(`${world.held()} is held after the exit`);
  const entries = world.exchange.orders.filter(
    (order) => order.type === 'market' && !order.reduceOnly && order.createdAt > (failedAt ?? 0),
  );
  if (entries.length > 0) wrong.push(`${entries.length} entries began while the journal was dead`);
  const status = world.life.manager.view('one').isReady;
  if (!status) wrong.push('the account is not ready');
}

const TARGETS: Readonly<Record<Scenario, readonly string[]>> = {
  entry: ['0.02'],
  stop: ['0.02'],
  exit: ['0'],
  reduce: ['0.01'],
  person: ['0'],
  // what a person asked for while nothing could be stored may be forgotten with the process
  part: ['0.01'],
  panic: ['0'],
  reversal: ['-0.02'],
};

async function checkEnd({ world, wrong, failedAt, isForgotten }: Stage, { scenario }: OutagePlan): Promise<void> {
  const held = world.held();
  const owned = await world.owned();
  if (held !== decimal(owned).toFixed()) wrong.push(`the account holds ${held}, the ledger says ${owned}`);
  if (!TARGETS[scenario].includes(held) && !(isForgotten && held === '0.02')) wrong.push(`it holds ${held} in the end`);
  const stops = openStops(world);
  if (stops !== (held === '0' ? 0 : 1)) wrong.push(`${stops} stops stand at ${held}`);
  const perIntent = new Map<string, number>();
  for (const { clientOrderId } of world.exchange.orders) {
    const parts = decodeClientOrderId(clientOrderId);
    if (parts === null || parts.streamCode === 'panic') continue;
    perIntent.set(parts.hash, (perIntent.get(parts.hash) ?? 0) + 1);
  }
  for (const [hash, count] of perIntent) if (count > 1) wrong.push(`intent ${hash} has ${count} orders`);
  const entered = world.exchange.orders.filter((order) => order.type === 'market' && !order.reduceOnly);
  if (entered.length > (scenario === 'reversal' ? 2 : 1)) wrong.push(`${entered.length} entries were sent`);
  if (scenario === 'panic' && !isForgotten && !world.life.engine.status().panicBlocked)
    wrong.push('the block of /panic is lost');
  const signals = await world.journal.listSignals({});
  for (const row of signals) if (row.state !== 'done') wrong.push(`signal ${row.id} is ${row.state}`);
  if (failedAt === null) return;
  const notices = (await world.notices()).map(({ type }) => type);
  if (notices.filter((type) => type === 'journal.unwritable').length > 1) wrong.push('it was told more than once');
}

function isOfPerson(scenario: Scenario): boolean {
  return scenario === 'person' || scenario === 'part';
}

function hasPanicked(world: World): boolean {
  return world.exchange.orders.some((order) => decodeClientOrderId(order.clientOrderId)?.streamCode === 'panic');
}
