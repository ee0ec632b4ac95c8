import { decimal } from '@perpdesk/broker-core';
import type { Route, TargetPolicy, TrailingPolicy } from '../route.ts';
import { createDice, type Dice } from './dice.test.fixture.ts';
import {
  drawPositions,
  drawProfile,
  drawSize,
  type Kind,
  type Profile,
  type StreamProfile,
  SYMBOLS,
} from './profile.test.fixture.ts';

export function drawKind(kind: Kind, seed: number): Profile {
  return kind === 'plain' ? drawProfile(seed) : drawRichProfile(seed);
}

/** The plain profile of the seed, whose routes say more. */
function drawRichProfile(seed: number): Profile {
  const dice = createDice(seed).fork('rich');
  const plain = drawProfile(seed);
  const { routes, streams } = dice.chance(0.45) ? share(dice, plain) : plain;
  return {
    ...plain,
    kind: 'rich',
    routes: routes
      .map((route) => enrich(dice, route))
      .map((route) => (plain.whims.forms > 0 ? takeSizes(route) : route)),
    streams,
    people: { ...plain.people, traders: dice.chance(0.5) ? 0.02 + dice.next() * 0.13 : 0 },
    // what waits for a price is to be met
    market: { ...plain.market, jumps: dice.chance(0.7) ? 0.02 + dice.next() * 0.15 : plain.market.jumps },
  };
}

/** All streams on one instrument, of which each owns its part; one route may have two. */
function share(dice: Dice, { routes, streams }: Profile): Pick<Profile, 'routes' | 'streams'> {
  const symbol = SYMBOLS[0]!;
  const shared = routes.map((route): Route => {
    const size = route.symbols[0] === symbol ? route.size : drawSize(dice, symbol);
    return { ...route, symbols: [symbol], size, netting: dice.chance(0.9) ? 'ledger' : 'exclusive' };
  });
  const moved = streams.map((stream) => on(stream, stream.strategy, symbol));
  const [first] = moved;
  const isDoubled = first !== undefined && (moved.length === 1 || dice.chance(0.4));
  const positions = drawPositions(dice, dice.between(3, 8));
  return { routes: shared, streams: isDoubled ? [...moved, { ...on(first, 'twin', symbol), positions }] : moved };
}

function on(stream: StreamProfile, strategy: string, symbol: string): StreamProfile {
  return { ...stream, strategy, symbol, stream: `${stream.routeId}/${strategy}/${symbol}` };
}

function enrich(dice: Dice, route: Route): Route {
  const takeProfits = drawTargets(dice);
  const asks = dice.chance(0.25);
  return {
    ...route,
    ...drawMode(dice, route),
    execute: asks ? 'ask' : 'auto',
    askExits: asks && dice.chance(0.3),
    takeProfits,
    breakEvenAfter: takeProfits.length > 0 && dice.chance(0.5) ? dice.between(1, takeProfits.length) : null,
    trailing: dice.chance(0.3) ? drawTrailing(dice) : null,
    onDrift: dice.pick(['ledger', 'ledger', 'absolute', 'halt']),
    ...drawAlerted(dice.fork(`levels of ${route.id}`), route),
  };
}

/** So that a size in money counts. */
function takeSizes(route: Route): Route {
  return route.mode === 'direction' ? { ...route, overrides: [...route.overrides, 'size'] } : route;
}

/** Its alerts name the stop, or stop and targets. */
function drawAlerted(dice: Dice, { stopLoss }: Route): Partial<Pick<Route, 'overrides' | 'stopLoss'>> {
  if (dice.chance(0.8)) return {};
  if (stopLoss !== null && dice.chance(0.4)) return { stopLoss: { fromAlert: true, triggerBy: 'mark' } };
  return { overrides: ['protect'] };
}

/** A direction has no size of its own; an order has nothing else. */
function drawMode(dice: Dice, { symbols, size }: Route): Partial<Pick<Route, 'mode' | 'size'>> {
  if (dice.chance(0.75)) return {};
  const perUnit = decimal(symbols[0] === SYMBOLS[0] ? '0.01' : '0.2');
  if (dice.chance(0.5)) return { mode: 'order', size: { type: 'signal', factor: perUnit } };
  return { mode: 'direction', size: size.type === 'signal' ? { type: 'quantity', quantity: perUnit } : size };
}

function drawTrailing(dice: Dice): TrailingPolicy {
  return {
    activatePercent: dice.chance(0.5) ? decimal(dice.pick(['0.5', '1'])) : null,
    callbackPercent: decimal(dice.pick(['0.5', '1'])),
  };
}

const SHARES: readonly (readonly (readonly (string | null)[])[])[] = [
  [[null], ['100']],
  [
    ['50', null],
    [null, null],
    ['30', '40'],
    ['70', '30'],
  ],
  [
    ['30', null, null],
    ['20', '30', '50'],
    [null, '50', null],
    ['10', '10', '10'],
  ],
];
const LEVELS = [
  ['1', '2', '3'],
  ['0.3', '0.8', '1.5'],
  ['0.5', '1', '1.5'],
];

function drawTargets(dice: Dice): readonly TargetPolicy[] {
  if (dice.chance(0.4)) return [];
  const levels = dice.pick(LEVELS);
  const shares = dice.pick(dice.pick(SHARES));
  return shares.map((share, index) => ({
    at: { basis: 'percent', percent: decimal(levels[index]!) },
    share: share === null ? null : decimal(share),
  }));
}
