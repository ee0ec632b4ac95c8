import { createHash } from 'node:crypto';
import type { PositionSide } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import {
  INTENT_END_STATES,
  type IntentRow,
  type Journal,
  type JournalChange,
  underLease,
} from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import type { ProbePoint } from '../probe-point.ts';
import { createDesk, type Desk } from './desk.test.fixture.ts';
import { createWire } from './desk-broker.test.fixture.ts';
import { createDice } from './dice.test.fixture.ts';
import { isProtective } from '../book/intent-table.ts';
import { createMachineClock, LONGEST_VALID_MS } from './machine-clock.test.fixture.ts';
import { createPeople } from './people.test.fixture.ts';
import { calm, type Kind, type Profile } from './profile.test.fixture.ts';
import { drawKind } from './rich-profile.test.fixture.ts';
import { createRulebook } from './rulebook.test.fixture.ts';
import { createReaders } from './readers.test.fixture.ts';
import { createRecorder } from './recorder.test.fixture.ts';
import { createSender } from './sender.test.fixture.ts';
import { createVenue, isConditional, type Venue } from './venue.test.fixture.ts';
import { createTraders } from './traders.test.fixture.ts';
import { type Scene, wrongInTheEnd, wrongWhileQuiet } from './verdict.test.fixture.ts';
import { createWatch } from './watch.test.fixture.ts';

/** Where a process that stands still for a while, while another takes over, could do the most harm. */
const FREEZE_POINTS: readonly ProbePoint[] = ['before-mark-commit', 'after-mark-commit', 'before-send'];

export interface SimulationResult {
  readonly seed: number;
  /** Nothing, if all holds. */
  readonly wrong: readonly string[];
  /** SHA-256 over everything that was written, sent and told. */
  readonly hash: string;
  /** Everything, where it was asked for. */
  readonly lines: readonly string[];
  readonly counts: { readonly orders: number; readonly lives: number; readonly alerts: number };
}

export interface SimulationOptions {
  readonly keepsLines?: boolean;
  /** Default: plain. */
  readonly kind?: Kind;
  readonly profile?: Profile;
}

const START_AT = Date.UTC(2026, 10, 22, 7, 0, 0);
const SECOND = 1_000;
/** So long a process that stood still marks beside the one that took over. */
const BESIDE_MS = 50;
/** The longest that anything may take to come to rest. */
const REST_SECONDS = 240;
/** A target that was refused is tried again by then: by the second watchdog. */
const RETRY_SECONDS = 24;

/** Runs one seed: trouble, then quiet, then everything closed, then one clean entry of each strategy. */
export async function simulate(seed: number, options: SimulationOptions = {}): Promise<SimulationResult> {
  const rough = options.profile ?? drawKind(options.kind ?? 'plain', seed);
  let profile = rough;
  const current = (): Profile => profile;
  const clock = createFakeClock(START_AT);
  const dice = createDice(seed).fork(rough.kind === 'plain' ? 'run' : rough.kind);
  const crashDice = dice.fork('crash');
  const hash = createHash('sha256');
  const lines: string[] = [];
  const wrong: string[] = [];
  let isOver = false;
  const trace = (line: string): void => {
    if (isOver) return;
    hash.update(line).update('\n');
    if (options.keepsLines === true) lines.push(`${((clock.now() - START_AT) / SECOND).toFixed(3)} ${line}`);
  };
  const say = (line: string): void => {
    const text = `${((clock.now() - START_AT) / SECOND).toFixed(1)} s: ${line}`;
    trace(`WRONG ${text}`);
    if (wrong.length < 20) wrong.push(text);
  };
  const machine = createMachineClock({ clock, dice: dice.fork('machine'), profile: current, trace });
  const handled = new Set<string>();
  let hasFrozen = false;
  let besideUntil = 0;
  /** Client order ids: all that was marked until the last time that two marked beside each other. */
  const markedByThen = new Set<string>();
  const failDice = dice.fork('disk');
  const stored = createMemoryJournal({ now: () => machine.now() });
  const { journal, record } = createRecorder({
    journal: stored,
    trace,
    wrong: say,
    isAlone: () => !hasFrozen,
    isWhole: rough.journal.failing === 0,
    fails: () => failDice.chance(profile.journal.failing),
  });
  const watch = createWatch({
    profile: current,
    record: () => record,
    desk: () => desk,
    venues: () => accounts.map(({ venue }) => venue),
    isAnswering: (venue) => accounts.every((one) => one.venue.id !== venue.id || one.wire.isAnswering),
    hasHands: () => handled.size > 0,
    isPlaced: (signalId) => readers.placed.has(signalId),
    isAlone: () => !hasFrozen,
    knowsOthers: ({ clientOrderId }) => clock.now() > besideUntil && !markedByThen.has(clientOrderId),
    wrong: say,
  });
  const rulebook = createRulebook({ dice: dice.fork('rules'), profile: current, trace });
  const accounts = rough.accounts.map((account) => {
    const own = dice.fork(account.id);
    const venue: Venue = createVenue({
      clock,
      deskNow: () => machine.now(),
      account,
      dice: own,
      profile: current,
      rulebook,
      watcher: watch.watcher(() => venue),
    });
    return { venue, wire: createWire({ clock, venue, dice: own.fork('wire'), profile: current, trace }) };
  });

  let lives = 0;
  /** The journal of the one that drives from now on. A mark alone goes without the lease: versions have to do for it. */
  const takeLease = (): Journal => {
    const request = { name: 'desk', ttlMs: 24 * 3_600 * SECOND };
    void journal.lease({ ...request, owner: `life ${lives - 1}`, ttlMs: 0 });
    void journal.lease({ ...request, owner: `life ${lives}` });
    const own = { name: 'desk', owner: `life ${lives}`, fence: lives };
    const { commit } = underLease(journal, () => own);
    const isMark = (change: JournalChange) => change.type === 'intent-update' && change.patch.state === 'sending';
    return { ...journal, commit: (changes) => (changes.some(isMark) ? journal.commit(changes) : commit(changes)) };
  };
  const begin = (): Desk => {
    lives += 1;
    trace(`life ${lives}`);
    const made = createDesk({
      clock,
      machine,
      profile: current,
      dice: dice.fork(`life ${lives}`),
      journal: takeLease(),
      accounts,
      onProbe(point, pulse) {
        if (pulse !== desk.pulse) return;
        const isFreeze = FREEZE_POINTS.includes(point) && crashDice.chance(profile.freezes);
        if (!isFreeze && !crashDice.chance(profile.crash.atProbe)) return;
        trace(`${isFreeze ? 'freeze' : 'crash'} at ${point}`);
        if (!isFreeze) return pulse.kill();
        hasFrozen = true;
        pulse.freeze();
        const ms = crashDice.chance(0.5) ? crashDice.between(50, 2_500) : crashDice.between(9_000, 30_000);
        clock.schedule(ms, () => {
          besideUntil = clock.now() + BESIDE_MS;
          pulse.thaw();
          clock.schedule(BESIDE_MS, () => {
            pulse.kill();
            // its successor takes in what it may have marked yet: without the lease nothing else tells it
            trace('take-over');
            desk.pulse.kill();
            for (const { clientOrderId } of record.intents.values()) {
              if (clientOrderId !== null) markedByThen.add(clientOrderId);
            }
          });
        });
      },
      onError(message, error, pulse) {
        const line = `${message}: ${error instanceof Error ? error.message : error}`;
        trace(`error ${line}`);
        const isMeant = pulse.isDead || pulse !== desk.pulse || hasFrozen || rough.journal.failing > 0;
        if (isMeant && !line.includes('came to life')) return;
        say(`logged: ${line}`);
        if (error instanceof Error && options.keepsLines === true) lines.push(error.stack ?? '');
      },
    });
    return made;
  };
  let desk: Desk = begin();
  const start = (): void => {
    const { pulse } = desk;
    void desk.start().catch((error: unknown) => {
      if (!pulse.isDead && !hasFrozen && rough.journal.failing === 0) say(`the start failed: ${error}`);
    });
  };
  start();
  let downUntil: number | null = null;
  const tendDesk = (): void => {
    if (desk.isOpen && crashDice.chance(profile.crash.perSecond)) {
      trace('crash');
      desk.pulse.kill();
    }
    if (!desk.pulse.isDead && !desk.pulse.isFrozen) return;
    downUntil ??= clock.now() + (desk.pulse.isFrozen ? 0 : crashDice.below(profile.crash.downMs + 1));
    if (clock.now() < downUntil) return;
    downUntil = null;
    desk = begin();
    start();
  };

  const sender = createSender({
    clock,
    deskNow: () => machine.now(),
    dice: dice.fork('sender'),
    profile: current,
    desk: () => desk,
    trace,
  });
  const note = (venue: Venue, symbol: string, side: PositionSide) => void handled.add(`${venue.id} ${symbol} ${side}`);
  const people = createPeople({
    clock: machine,
    dice: dice.fork('people'),
    profile: current,
    desk: () => desk,
    venues: accounts.map(({ venue }) => venue),
    note,
    trace,
    wrong: say,
    record,
  });
  const traders = createTraders({
    clock: machine,
    dice: dice.fork('traders'),
    profile: current,
    desk: () => desk,
    venues: accounts.map(({ venue }) => venue),
    trace,
  });
  const readers = createReaders({
    clock: machine,
    dice: dice.fork('readers'),
    desk: () => desk,
    record,
    journal: stored,
    trace,
  });
  const scene = (since = 0): Scene => ({
    profile: rough,
    record,
    venues: accounts.map(({ venue }) => venue),
    sender,
    handled,
    isAlone: !hasFrozen,
    since,
  });
  const isQuiet = (): boolean =>
    desk.isOpen &&
    sender.pending === 0 &&
    people.pending + readers.pending + traders.pending === 0 &&
    accounts.every(
      ({ venue, wire }) =>
        wire.pending === 0 &&
        venue.feed.pending === 0 &&
        desk.manager.view(venue.id).isReady &&
        venue.openOrders().every((order) => isConditional(order) && order.status === 'open'),
    ) &&
    [...record.signals.values()].every(({ state }) => state !== 'accepted' && state !== 'planned') &&
    [...record.intents.values()].every((row) =>
      isProtective(row) && row.state === 'accepted'
        ? !goalOf(row).leaving && stands(row)
        : INTENT_END_STATES.includes(row.state),
    );
  /** Else the desk has yet to hear of its end. */
  const stands = ({ brokerId, clientOrderId }: IntentRow): boolean =>
    accounts.some(
      ({ venue }) => venue.id === brokerId && venue.openOrders().some((order) => order.clientOrderId === clientOrderId),
    );
  /** One second of the world. */
  const pass = async (): Promise<void> => {
    await clock.advance(SECOND / 2);
    watch.poll(SECOND / 2);
    await clock.advance(SECOND / 2);
    watch.poll(SECOND / 2);
    for (const { venue } of accounts) venue.tick();
    readers.act(profile !== rough);
    tendDesk();
  };
  /** Until nothing moves any more, and for a while after it. */
  const rest = async (when: string, calmSeconds: number): Promise<void> => {
    let quietFor = 0;
    const most = REST_SECONDS + (rough.whims.clocks > 0 ? LONGEST_VALID_MS / SECOND : 0);
    for (let second = 0; second < most && quietFor < calmSeconds; second++) {
      await pass();
      quietFor = isQuiet() ? quietFor + 1 : 0;
    }
    if (quietFor < calmSeconds) say(`${when}: it does not come to rest: ${unrest()}`);
  };
  const unrest = (): string =>
    [
      ...(desk.isOpen ? [] : ['the desk is not open']),
      ...(sender.pending + people.pending > 0 ? ['alerts or people wait'] : []),
      ...[...record.signals.values()].flatMap(({ id, state }) =>
        state === 'accepted' || state === 'planned' ? [`signal ${id} ${state}`] : [],
      ),
      ...[...record.intents.values()].flatMap((row) =>
        INTENT_END_STATES.includes(row.state) ? [] : [`${row.kind} ${row.clientOrderId} ${row.state} ${row.code}`],
      ),
      ...accounts.flatMap(({ venue, wire }) =>
        venue.openOrders().map((order) => `${order.type} ${order.clientOrderId} ${order.status} ${wire.pending}`),
      ),
    ].join('; ');
  const judge = (when: string, since = 0): void => {
    for (const line of wrongInTheEnd(scene(since))) say(`${when}: ${line}`);
  };

  // trouble
  const hears = rough.events.lost === 0 && rough.events.outages === 0;
  const stepDice = dice.fork('steps');
  const plans = rough.streams.map((stream) => ({ stream, left: [...stream.positions], at: stepDice.below(4) }));
  const tail = stepDice.below(15);
  for (let second = 0, after = 0; after < tail; second++) {
    for (const plan of plans) {
      if (plan.left.length === 0 || second < plan.at) continue;
      sender.fire(plan.stream, plan.left.splice(0, stepDice.chance(0.25) ? stepDice.between(2, 3) : 1));
      plan.at = second + 1 + Math.floor(stepDice.next() ** 3 * 30);
    }
    rulebook.act();
    machine.act();
    people.act();
    traders.act();
    await pass();
    if (hears && isQuiet()) for (const line of wrongWhileQuiet(scene(), false)) say(`quiet: ${line}`);
    if (plans.every(({ left }) => left.length === 0)) after += 1;
    if (wrong.length > 0) break;
  }
  // quiet
  profile = calm(rough);
  await pass();
  for (let tries = 0; tries < 100 && (!desk.isOpen || record.flags.size > 0 || people.pending > 0); tries++) {
    if (people.pending === 0) void people.resume();
    await pass();
  }
  const hasLost = rough.events.lost > 0 || rough.events.outages > 0 || rough.requestFaults > 0;
  // what nothing told is found by the watchdog
  const longer = rough.whims.clocks + rough.whims.rules > 0 ? 20 : 0;
  const calmSeconds = longer + (hasLost || handled.size > 0 ? 25 : rough.kind === 'plain' ? 4 : RETRY_SECONDS);
  if (wrong.length === 0) {
    await rest('after the trouble', calmSeconds);
    judge('after the trouble');
  }
  // flat
  if (wrong.length === 0) {
    for (const stream of rough.streams) if (sender.positionOf(stream) === 0) sender.fire(stream, [1], true);
    for (let seconds = 0; seconds < 5; seconds++) await pass();
    for (const stream of rough.streams) sender.fire(stream, [0], true);
    await rest('after the close', calmSeconds);
    judge('after the close');
  }
  // a clean entry
  if (wrong.length === 0) {
    for (let seconds = 0; seconds < 12; seconds++) await pass();
    const since = record.notices.length;
    for (const stream of rough.streams) sender.fire(stream, [stepDice.pick([-2, -1, 1, 2])], true);
    await rest('after the last entry', calmSeconds);
    judge('after the last entry', since);
  }
  desk.pulse.kill();
  const orders = accounts.reduce((sum, { venue }) => sum + venue.orders.length, 0);
  trace(`end ${clock.now()} ${orders}`);
  isOver = true;
  return { seed, wrong, hash: hash.digest('hex'), lines, counts: { orders, lives, alerts: sender.sent.length } };
}
