import { expect, test } from 'vitest';
import {
  Decimal,
  decimal,
  type Instrument,
  type PositionMode,
  type PositionSide,
  toClientOrderId,
} from '@perpdesk/broker-core';
import fc from 'fast-check';
import { viewAccount, viewBalance } from './balance-view.ts';
import { createRules } from './create-rules.ts';
import { createState } from './create-state.ts';
import { endangeredPositions } from './endangered.ts';
import { fullEndangered, fullValuation } from './full-valuation.test.fixture.ts';
import type { EngineEvent } from './event.ts';
import type { EngineInput } from './input.ts';
import {
  crossCoverOf,
  crossMaintenanceMarginOf,
  crossMoneyOf,
  crossWalletOf,
  freeMarginOf,
  setAsideIn,
} from './margin.ts';
import { viewPositions } from './position-view.ts';
import { STANDARD_INSTRUMENTS } from './standard-instruments.ts';
import type { EngineState } from './state.ts';
import { step } from './step.ts';

const ASSETS = ['USDT', 'USDC'] as const;
const WARNED_FROM = decimal('0.8');
const ONE = decimal('1');

const SYMBOLS = Array.from({ length: 6 }, (_, index) => `B${index}${ASSETS[index % 2]}`);
const instruments = SYMBOLS.map((symbol, index): Instrument => {
  const [standard] = STANDARD_INSTRUMENTS;
  if (standard === undefined) throw new Error('no instrument');
  const settleAsset = ASSETS[index % 2] ?? 'USDT';
  const amounts = { tickSize: decimal('0.01'), minPrice: decimal('0.01'), maxPrice: decimal('1000000') };
  return { ...standard, ...amounts, symbol, baseAsset: `B${index}`, quoteAsset: settleAsset, settleAsset };
});

/** What changes an account: the engine's inputs, and what a venue does to a state itself. */
type Change =
  | { readonly type: 'input'; readonly input: EngineInput }
  | { readonly type: 'move-margin'; readonly symbol: string; readonly amount: Decimal }
  | { readonly type: 'change-rules' };

const symbol = fc.constantFrom(...SYMBOLS);
const positionSide = fc.constantFrom<PositionSide>('net', 'long', 'short');
/** Long fractions among them, so that quotients and products need all digits there are. */
const price = fc.oneof(
  fc.integer({ min: 6_000, max: 14_000 }).map((hundredths) => decimal(`${hundredths}`).div(100)),
  fc.integer({ min: 420, max: 980 }).map((whole) => decimal(`${whole}`).div(7)),
  fc.integer({ min: 60, max: 140 }).map((whole) => decimal(`${whole}.123456789012345678901234567891`)),
);
const mode = fc.constantFrom<PositionMode>('one-way', 'hedge');

const order = fc
  .record({
    symbol,
    positionSide,
    side: fc.constantFrom('buy', 'sell'),
    thousandths: fc.integer({ min: 10, max: 900_000 }),
    limitAt: fc.option(fc.integer({ min: 7_000, max: 13_000 }), { freq: 3 }),
    id: fc.nat({ max: 1_000 }),
  })
  .map(({ thousandths, limitAt, id, ...rest }): EngineInput => {
    const base = {
      ...rest,
      quantity: decimal(`${thousandths}`).div(1_000),
      clientOrderId: toClientOrderId(`id-${id}`),
    };
    const request =
      limitAt === null
        ? ({ ...base, type: 'market' } as const)
        : ({ ...base, type: 'limit', price: decimal(`${limitAt}`).div(100) } as const);
    return { type: 'place', request };
  });

const input = (made: fc.Arbitrary<EngineInput>) => made.map((one): Change => ({ type: 'input', input: one }));
const changes = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: input(order) },
    {
      weight: 3,
      arbitrary: input(fc.tuple(symbol, price).map(([of, at]) => ({ type: 'tick', symbol: of, price: at }))),
    },
    {
      weight: 3,
      arbitrary: input(fc.tuple(symbol, price).map(([of, at]) => ({ type: 'mark', symbol: of, markPrice: at }))),
    },
    {
      weight: 2,
      arbitrary: input(
        fc
          .tuple(symbol, price, fc.option(price))
          .map(([of, at, mark]) => ({ type: 'tick', symbol: of, price: at, markPrice: mark })),
      ),
    },
    {
      weight: 2,
      arbitrary: input(
        fc
          .tuple(symbol, fc.integer({ min: 1, max: 23 }))
          .map(([of, leverage]) => ({ type: 'set-leverage', symbol: of, leverage })),
      ),
    },
    {
      weight: 2,
      arbitrary: input(
        fc
          .tuple(symbol, fc.constantFrom('cross', 'isolated'))
          .map(([of, marginType]) => ({ type: 'set-margin-type', symbol: of, marginType })),
      ),
    },
    input(
      fc
        .tuple(symbol, fc.integer({ min: -300, max: 300 }))
        .map(([of, points]) => ({ type: 'funding', symbol: of, rate: decimal(`${points}`).div(10_000) })),
    ),
    input(fc.tuple(symbol, positionSide).map(([of, side]) => ({ type: 'adl', symbol: of, positionSide: side }))),
    input(fc.constantFrom(...ASSETS).map((asset) => ({ type: 'deposit', asset, amount: decimal('333.33333333') }))),
    input(fc.constant({ type: 'cancel-all', symbol: null })),
    input(mode.map((positionMode) => ({ type: 'set-position-mode', positionMode }))),
    fc
      .tuple(symbol, fc.integer({ min: -50, max: 500 }))
      .map(([of, amount]): Change => ({ type: 'move-margin', symbol: of, amount: decimal(`${amount}`).div(7) })),
    fc.constant<Change>({ type: 'change-rules' }),
  ),
  { minLength: 10, maxLength: 80, size: 'max' },
);

type Applied = { readonly state: EngineState; readonly events: readonly EngineEvent[]; readonly isStepped: boolean };

function apply(state: EngineState, change: Change, at: number): Applied {
  switch (change.type) {
    case 'input': {
      const { state: after, events, result } = step(state, fit(change.input, state), at);
      return { state: after, events, isStepped: result.ok };
    }
    case 'move-margin': {
      const positions = state.positions.map((held) => {
        if (held.symbol !== change.symbol || held.marginType !== 'isolated') return held;
        return { ...held, isolatedMargin: Decimal.max(held.isolatedMargin.plus(change.amount), 0) };
      });
      return { state: { ...state, positions }, events: [], isStepped: false };
    }
    case 'change-rules': {
      const { defaults } = state.rules;
      const rules = { ...state.rules, defaults: { ...defaults, leverage: defaults.leverage === 10 ? 7 : 10 } };
      return { state: { ...state, rules }, events: [], isStepped: false };
    }
    default:
      return change satisfies never;
  }
}

/** Orders fit the account's mode. */
function fit(one: EngineInput, { positionMode }: EngineState): EngineInput {
  if (one.type !== 'place') return one;
  const { request } = one;
  if (positionMode === 'one-way') return { ...one, request: { ...request, positionSide: 'net' } };
  return request.positionSide === 'net' ? { ...one, request: { ...request, positionSide: 'long' } } : one;
}

/** With money in two assets, two of the symbols in isolated margin. */
function start(positionMode: PositionMode): EngineState {
  const rules = createRules({ instruments, slippage: decimal('0.0003') });
  const prices = Object.fromEntries(SYMBOLS.map((of) => [of, decimal('100')]));
  const inputs: readonly EngineInput[] = [
    ...ASSETS.map((asset) => ({ type: 'deposit', asset, amount: decimal('20000') }) as const),
    ...SYMBOLS.slice(1, 3).map((of) => ({ type: 'set-margin-type', symbol: of, marginType: 'isolated' }) as const),
  ];
  const empty = createState({ rules, prices, positionMode });
  return inputs.reduce((state, one) => step(state, one, 0).state, empty);
}

/** The same account, of which nothing is known yet. */
function unknown(state: EngineState): EngineState {
  return {
    ...state,
    positions: state.positions.map((held) => ({ ...held })),
    orders: state.orders.map((open) => ({ ...open })),
  };
}

function shown(state: EngineState): string {
  const views = [viewAccount(state, 0), viewPositions(state), ...ASSETS.map((asset) => viewBalance(state, asset))];
  return JSON.stringify([views, endangeredPositions(state, WARNED_FROM)]);
}

function checkAgainstFull(state: EngineState) {
  for (const asset of ASSETS) {
    const full = fullValuation(state, asset);
    const pairs: readonly (readonly [Decimal, Decimal])[] = [
      [viewBalance(state, asset).unrealizedPnl, full.pnl],
      [setAsideIn(state, asset), full.setAside],
      [crossWalletOf(state, asset), full.crossWallet],
      [crossMoneyOf(state, asset), full.crossMoney],
      [crossMaintenanceMarginOf(state, asset), full.crossMaintenance],
      [crossCoverOf(state, asset), full.crossCover],
      [freeMarginOf(state, asset), full.free],
    ];
    for (const [is, shouldBe] of pairs) holds(is.toFixed() === shouldBe.toFixed());
    const endangered = endangeredPositions(state, WARNED_FROM).filter(({ symbol: of }) => of.endsWith(asset));
    const found = fullEndangered(state, asset, WARNED_FROM);
    holds(endangered.length === found.length && endangered.every((held, index) => held === found[index]));
  }
  holds(shown(state) === shown(unknown(state)));
}

/** Thousands of checks a run: cheaper than `expect`. */
function holds(fact: boolean) {
  if (!fact) throw new Error('What was carried is not what the positions come to.');
}

test('what is carried from step to step is what all positions come to when they are valued anew', () => {
  const met = { most: 0, liquidations: 0, isolated: 0, hedged: 0 };
  fc.assert(
    fc.property(mode, changes, (positionMode, list) => {
      let state = start(positionMode);
      for (const [at, change] of list.entries()) {
        const before = state;
        const { state: after, events, isStepped } = apply(before, change, at);
        state = after;
        checkAgainstFull(after);
        checkAgainstFull(before);
        if (isStepped) holds(ASSETS.every((asset) => fullEndangered(after, asset, ONE).length === 0));
        met.most = Math.max(met.most, after.positions.length);
        met.liquidations += events.filter(
          (event) => event.type === 'fill-received' && event.cause === 'liquidation',
        ).length;
        met.isolated += after.positions.some(({ marginType }) => marginType === 'isolated') ? 1 : 0;
        met.hedged += after.positions.some(({ positionSide: of }) => of === 'short') ? 1 : 0;
      }
    }),
    { numRuns: 40 },
  );
  for (const [what, times] of Object.entries(met)) expect(`${what}: ${times > 1}`).toBe(`${what}: true`);
});
