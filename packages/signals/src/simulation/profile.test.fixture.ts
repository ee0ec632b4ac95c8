import { decimal, type PositionMode } from '@perpdesk/broker-core';
import { defineRoute, MARKET_ENTRY, OPEN_LIMITS } from '../define-route.ts';
import type { EntryPolicy, Limits, Route, SizePolicy } from '../route.ts';
import { createDice, type Dice } from './dice.test.fixture.ts';
import { drawWhims, NO_WHIMS, type Whims } from './whims.test.fixture.ts';

/** What may become of an order's request. */
export const FATES = ['lost', 'answer-lost', 'late', 'refused', 'rate-limited', 'overloaded', 'hang'] as const;
export type Fate = (typeof FATES)[number];

export const PRICES: Readonly<Record<string, string>> = { BTCUSDT: '60000', ETHUSDT: '3000' };
export const SYMBOLS = Object.keys(PRICES);

export interface AccountProfile {
  readonly id: string;
  readonly mode: PositionMode;
  /** The exchange's clock minus the desk's, ms. */
  readonly skewMs: number;
}

export interface StreamProfile {
  /** As the engine names it. */
  readonly stream: string;
  readonly routeId: string;
  readonly strategy: string;
  readonly symbol: string;
  /** Positions of the strategy, one after the other, from flat. */
  readonly positions: readonly number[];
}

/** `plain`: routes that follow a strategy's position, with a stop. `rich`: with all else that a route may say, too. */
export const KINDS = ['plain', 'rich'] as const;
export type Kind = (typeof KINDS)[number];

/** What one seed is about. Rates are probabilities, 0 to 1. */
export interface Profile {
  readonly seed: number;
  readonly kind: Kind;
  readonly accounts: readonly AccountProfile[];
  readonly routes: readonly Route[];
  /** The same on every account. */
  readonly limits: Partial<Limits>;
  readonly streams: readonly StreamProfile[];
  readonly place: { readonly rate: number; readonly fates: readonly Fate[]; readonly lateMs: number };
  /** Of reads and cancels. */
  readonly requestFaults: number;
  readonly whims: Whims;
  /** Longest way of a request, an answer and an event, ms. */
  readonly wayMs: number;
  readonly crash: { readonly atProbe: number; readonly perSecond: number; readonly downMs: number };
  /** Around a mark: the process stands still, another takes over, and then it wakes up. */
  readonly freezes: number;
  readonly alerts: { readonly lost: number; readonly repeated: number; readonly shuffled: number };
  readonly fills: { readonly inParts: number; readonly partMs: number };
  readonly events: { readonly lost: number; readonly repeated: number; readonly outages: number };
  readonly people: {
    readonly hand: number;
    readonly trades: number;
    readonly panic: number;
    readonly pause: number;
    /** Of the rich kind. */
    readonly traders?: number;
  };
  readonly market: { readonly stops: number; readonly liquidations: number; readonly jumps: number };
  /** How long a commit may take, ms. */
  readonly journal: { readonly slowMs: number; readonly failing: number };
}

/** Nothing goes wrong any more, and nobody interferes. */
export function calm(profile: Profile): Profile {
  return {
    ...profile,
    place: { ...profile.place, rate: 0 },
    requestFaults: 0,
    whims: NO_WHIMS,
    crash: { ...profile.crash, atProbe: 0, perSecond: 0 },
    freezes: 0,
    alerts: { lost: 0, repeated: 0, shuffled: 0 },
    events: { lost: 0, repeated: 0, outages: 0 },
    people: { hand: 0, trades: 0, panic: 0, pause: 0 },
    market: { stops: 0, liquidations: 0, jumps: 0 },
    journal: { ...profile.journal, failing: 0 },
  };
}

/** Draws what the seed is about: most kinds of trouble are off in most seeds, so that each stresses something else. */
export function drawProfile(seed: number): Profile {
  const dice = createDice(seed).fork('profile');
  const some = (probability: number, least: number, most: number): number =>
    dice.chance(probability) ? least + dice.next() * (most - least) : 0;
  const accounts = Array.from({ length: dice.chance(0.4) ? 2 : 1 }, (_, index) => ({
    id: ['one', 'two'][index]!,
    mode: dice.chance(0.35) ? ('hedge' as const) : ('one-way' as const),
    skewMs: dice.chance(0.3) ? dice.between(-20_000, 20_000) : 0,
  }));
  const fates = dice.shuffle(FATES).slice(0, dice.between(1, FATES.length));
  const { routes, streams } = drawStreams(dice, accounts);
  return {
    seed,
    kind: 'plain',
    accounts,
    routes,
    limits: drawAccountLimits(dice),
    streams,
    place: { rate: some(0.75, 0.05, 0.45), fates, lateMs: dice.pick([1_500, 2_900, 4_000, 9_000]) },
    requestFaults: some(0.4, 0.02, 0.25),
    whims: drawWhims(seed),
    wayMs: dice.pick([0, 20, 120, 400]),
    crash: {
      atProbe: some(0.6, 0.005, 0.06),
      perSecond: some(0.5, 0.005, 0.05),
      downMs: dice.pick([0, 1_000, 4_000, 15_000]),
    },
    freezes: some(0.3, 0.02, 0.15),
    alerts: { lost: some(0.25, 0.05, 0.3), repeated: some(0.5, 0.05, 0.5), shuffled: some(0.5, 0.2, 0.8) },
    fills: { inParts: some(0.6, 0.2, 1), partMs: dice.pick([200, 2_000, 8_000, 25_000]) },
    events: { lost: some(0.4, 0.01, 0.1), repeated: some(0.4, 0.05, 0.4), outages: some(0.3, 0.005, 0.03) },
    people: {
      hand: some(0.25, 0.005, 0.03),
      trades: some(0.25, 0.005, 0.03),
      panic: some(0.2, 0.01, 0.06),
      pause: some(0.15, 0.005, 0.02),
    },
    market: { stops: some(0.3, 0.005, 0.03), liquidations: some(0.1, 0.003, 0.01), jumps: some(0.3, 0.01, 0.05) },
    journal: { slowMs: dice.pick([0, 3, 3, 30, 150]), failing: some(0.12, 0.002, 0.02) },
  };
}

function drawStreams(dice: Dice, accounts: readonly AccountProfile[]): Pick<Profile, 'routes' | 'streams'> {
  const count = dice.pick([1, 1, 2, 2, 3]);
  const steps = dice.between(3, 8);
  const drawn = Array.from({ length: count }, (_, index) => {
    // two on one instrument are in each other's way
    const symbol = dice.chance(0.15) ? SYMBOLS[0]! : SYMBOLS[index % SYMBOLS.length]!;
    const route = drawRoute(dice, `route${index}`, symbol, accounts);
    const strategy = `s${index}`;
    const stream = `${route.id}/${strategy}/${symbol}`;
    return { route, stream: { stream, routeId: route.id, strategy, symbol, positions: drawPositions(dice, steps) } };
  });
  return { routes: drawn.map(({ route }) => route), streams: drawn.map(({ stream }) => stream) };
}

export function drawPositions(dice: Dice, steps: number): readonly number[] {
  const positions = [0];
  while (positions.length <= steps) {
    const next = dice.chance(0.25) ? 0 : dice.between(-3, 3);
    if (next !== positions.at(-1)) positions.push(next);
  }
  return positions.slice(1);
}

function drawRoute(dice: Dice, id: string, symbol: string, accounts: readonly AccountProfile[]): Route {
  const brokers = accounts.filter((_, index) => index === 0 || dice.chance(0.7));
  return defineRoute({
    id,
    mode: dice.chance(0.25) ? 'target' : 'chain',
    brokers: brokers.map(({ id: brokerId }) => ({ brokerId, factor: decimal(dice.pick(['1', '1', '0.5'])) })),
    symbols: [symbol],
    size: drawSize(dice, symbol),
    stopLoss: dice.chance(0.7) ? { percent: decimal('1.5'), triggerBy: 'mark' } : null,
    entry: drawEntry(dice),
    limits: drawLimits(dice),
    onGap: dice.chance(0.3) ? 'hold' : 'adopt',
    firstSight: dice.chance(0.3) ? 'adopt' : 'wait-flat',
    relay: ['desk'],
  });
}

export function drawSize(dice: Dice, symbol: string): SizePolicy {
  const perUnit = symbol === 'BTCUSDT' ? '0.01' : '0.2';
  if (dice.chance(0.6)) return { type: 'signal', factor: decimal(perUnit) };
  if (dice.chance(0.5)) return { type: 'quantity', quantity: decimal(perUnit).times('1.7') };
  return { type: 'notional', notional: decimal('1500') };
}

function drawEntry(dice: Dice): EntryPolicy {
  if (dice.chance(0.6)) return MARKET_ENTRY;
  return {
    type: dice.pick(['limit', 'ladder', 'chase'] as const),
    offsetPercent: decimal(dice.pick(['0', '0.1', '0.4'])),
    expiryMs: dice.pick([4_000, 12_000, 20_000]),
    fallback: dice.chance(0.5) ? 'market' : 'cancel',
    steps: dice.between(2, 4),
  };
}

function drawLimits(dice: Dice): Limits {
  if (dice.chance(0.7)) return OPEN_LIMITS;
  return {
    ...OPEN_LIMITS,
    maxAgeMs: dice.pick([20_000, 120_000]),
    maxNotional: dice.chance(0.4) ? decimal(dice.pick(['1300', '2000'])) : null,
    cooldownMs: dice.chance(0.3) ? 10_000 : null,
  };
}

function drawAccountLimits(dice: Dice): Partial<Limits> {
  if (dice.chance(0.6)) return {};
  return {
    ...(dice.chance(0.7) ? { maxTotalNotional: decimal(dice.pick(['1300', '2500'])) } : {}),
    ...(dice.chance(0.4) ? { maxPositions: 1 } : {}),
  };
}
