import { describe, expect, test } from 'vitest';
import { Decimal, decimal, type Instrument, type PositionMode, ZERO } from '@perpdesk/broker-core';
import fc from 'fast-check';
import { planSignal } from './plan-signal.ts';
import type { PlanAccount, PlanInput, PlanLedger, PlanResult } from './plan-types.ts';
import { transitionOf } from './transition.ts';

const NOW = 1_795_330_810_000;
const INSTRUMENT: Instrument = {
  symbol: 'BTCUSDT',
  baseAsset: 'BTC',
  quoteAsset: 'USDT',
  settleAsset: 'USDT',
  status: 'trading',
  tickSize: decimal('0.1'),
  stepSize: decimal('0.001'),
  minQuantity: decimal('0.001'),
  maxQuantity: decimal('1000'),
  maxMarketQuantity: decimal('10'),
  minNotional: decimal('100'),
  minPrice: decimal('1'),
  maxPrice: decimal('1000000'),
  maxLeverage: 125,
};

interface Case {
  readonly from: string;
  readonly to: string;
  readonly owned?: string;
  readonly unit?: string | null;
  readonly state?: PlanLedger['state'];
  readonly real?: string;
  readonly mode?: PositionMode;
  readonly account?: Partial<PlanAccount>;
  readonly gates?: Partial<PlanInput['gates']>;
  readonly limits?: Partial<PlanInput['route']['limits']>;
  readonly size?: PlanInput['route']['size'];
  readonly firedAt?: number | null;
  readonly sizedBy?: string;
  readonly entering?: string;
  readonly taken?: string;
  readonly entries?: number;
}

function inputOf(given: Case): PlanInput {
  const { from, to, owned = '0', unit = null, real = owned } = given;
  const [previous, next] = [decimal(from), decimal(to)];
  return {
    signal: {
      id: 'x',
      source: 'route:r',
      routeId: 'r',
      stream: 'r/s/BTCUSDT',
      symbol: 'BTCUSDT',
      transition: transitionOf(previous, next),
      previous,
      next,
      price: decimal('60000'),
      orderType: 'market',
      leverage: null,
      firedAt: given.firedAt === undefined ? NOW - 1_000 : given.firedAt,
      receivedAt: NOW - 500,
      notes: [],
    },
    effectivePrevious: previous,
    sizedBy: given.sizedBy === undefined ? null : decimal(given.sizedBy),
    route: {
      size: given.size ?? { type: 'signal', factor: decimal('1') },
      stopLoss: null,
      overrides: [],
      limits: {
        maxAgeMs: 120_000,
        maxNotional: null,
        maxTotalNotional: null,
        maxPositions: null,
        maxAdds: null,
        sides: ['long', 'short'],
        priceGuardPercent: null,
        maxLeverage: null,
        dailyLoss: null,
        cooldownMs: null,
        hours: null,
        ...given.limits,
      },
    },
    factor: decimal('1'),
    ledger: {
      owned: decimal(owned),
      unit: unit === null ? null : decimal(unit),
      state: given.state ?? (owned === '0' ? 'flat' : 'in'),
      entering: decimal(given.entering ?? '0'),
      taken: decimal(given.taken ?? '0'),
      entries: given.entries ?? (owned === '0' ? 0 : 1),
    },
    account: {
      positionMode: given.mode ?? 'one-way',
      instrument: INSTRUMENT,
      isReady: true,
      equity: decimal('10000'),
      leverage: 10,
      position: decimal(real),
      markPrice: decimal('60000'),
      openPositions: real === '0' ? 0 : 1,
      symbolNotional: decimal(real).abs().times('60000'),
      totalNotional: decimal(real).abs().times('60000'),
      dailyPnl: null,
      closedAt: null,
      ...given.account,
    },
    gates: { paused: false, halted: false, panicBlocked: false, otherOwner: null, ...given.gates },
    now: NOW,
  };
}

/** `buy 1 net, owned >= 1` */
function shown(result: PlanResult): string {
  if (!result.ok) return result.code;
  const legs = result.legs.map(({ side, positionSide, quantity, goal, fullClose }) => {
    const bound = goal.type === 'owned-at-least' ? '>=' : '<=';
    return `${side} ${quantity.toFixed()} ${positionSide}, owned ${bound} ${goal.owned.toFixed()}${fullClose ? ' all' : ''}`;
  });
  return [...legs, ...(result.openRefusal === null ? [] : [result.openRefusal.code])].join('; ');
}

const plan = (given: Case) => shown(planSignal(inputOf(given)));

const inLong = { owned: '2', unit: '1' } as const;
const inShort = { owned: '-2', unit: '1' } as const;

/** Where less than the least order can be left over. */
const FINE: Partial<PlanAccount> = { instrument: { ...INSTRUMENT, stepSize: decimal('0.0001') } };

describe('transitions', () => {
  test.each<[Case, string]>([
    [{ from: '0', to: '1' }, 'buy 1 LONG, owned >= 1'],
    [{ from: '0', to: '-1' }, 'sell 1 SHORT, owned >= -1'],
    [{ from: '2', to: '3', ...inLong }, 'buy 1 LONG, owned >= 3'],
    [{ from: '-2', to: '-3', ...inShort }, 'sell 1 SHORT, owned >= -3'],
    [{ from: '2', to: '1', ...inLong }, 'sell 1 LONG, owned <= 1'],
    [{ from: '-2', to: '-1', ...inShort }, 'buy 1 SHORT, owned <= -1'],
    [{ from: '2', to: '0', ...inLong }, 'sell 2 LONG, owned <= 0 all'],
    [{ from: '-2', to: '0', ...inShort }, 'buy 2 SHORT, owned <= 0 all'],
    [{ from: '2', to: '-3', ...inLong }, 'sell 2 LONG, owned <= 0 all; sell 3 SHORT, owned >= -3'],
    [{ from: '-2', to: '3', ...inShort }, 'buy 2 SHORT, owned <= 0 all; buy 3 LONG, owned >= 3'],
    [{ from: '2', to: '2', ...inLong }, ''],
    [{ from: '0', to: '0' }, ''],
  ])('%j in one-way and in hedge mode', (given, expected) => {
    expect(plan({ ...given, mode: 'hedge' })).toBe(expected.replaceAll('LONG', 'long').replaceAll('SHORT', 'short'));
    expect(plan({ ...given, mode: 'one-way' })).toBe(expected.replaceAll(/LONG|SHORT/g, 'net'));
  });

  test('the unit is fixed at OPEN, kept, and gone at the end', () => {
    const unitOf = (given: Case) => {
      const result = planSignal(inputOf(given));
      return result.ok ? (result.unit?.toFixed() ?? null) : result.code;
    };
    // 600 / 60000 for 2 contracts
    const size = { type: 'notional', notional: decimal('600') } as const;
    expect(unitOf({ from: '0', to: '2', size })).toBe('0.005');
    expect(unitOf({ from: '2', to: '3', ...inLong })).toBe('1');
    expect(unitOf({ from: '2', to: '1', ...inLong })).toBe('1');
    expect(unitOf({ from: '2', to: '0', ...inLong })).toBeNull();
    expect(unitOf({ from: '2', to: '-3', ...inLong, size: { type: 'quantity', quantity: decimal('6') } })).toBe('2');
  });
});

describe('what is owned decides', () => {
  test.each<[string, Case, string]>([
    ['entries are rounded down', { from: '0', to: '1.23456' }, 'buy 1.234 net, owned >= 1.234'],
    [
      'an entry is the difference to what filled',
      { from: '0', to: '2', owned: '0.5', unit: '1' },
      'buy 1.5 net, owned >= 2',
    ],
    [
      'an ADD leaves out what rests already',
      { from: '2', to: '3', owned: '0.5', unit: '1', entering: '1.5' },
      'buy 1 net, owned >= 3',
    ],
    ['an ADD that is there already buys nothing', { from: '1', to: '2', ...inLong }, ''],
    ['an ADD keeps the unit of its OPEN', { from: '2', to: '3', owned: '1', unit: '0.5' }, 'buy 0.5 net, owned >= 1.5'],
    ['a REDUCE keeps to the unit', { from: '4', to: '1', owned: '2', unit: '0.5' }, 'sell 1.5 net, owned <= 0.5'],
    ['a REDUCE without a unit is in proportion', { from: '4', to: '1', owned: '2' }, 'sell 1.5 net, owned <= 0.5'],
    ['a REDUCE ends on the step', { from: '3', to: '1', owned: '1', unit: '0.3334' }, 'sell 0.667 net, owned <= 0.333'],
    // 0.001 × 60000 = 60 is below 100
    [
      'a rest below the minimum is closed too',
      { from: '10', to: '1', owned: '0.01', unit: '0.001' },
      'sell 0.01 net, owned <= 0 all',
    ],
    [
      'a small reduction is exempt from the least notional',
      { from: '10', to: '9', owned: '0.01', unit: '0.001' },
      'sell 0.001 net, owned <= 0.009',
    ],
    [
      'a CLOSE takes dust along',
      { from: '2', to: '0', ...inLong, real: '2.0004', account: FINE },
      'sell 2.0004 net, owned <= 0 all',
    ],
    ['a CLOSE leaves what is not ours', { from: '2', to: '0', ...inLong, real: '3' }, 'sell 2 net, owned <= 0 all'],
    [
      'a CLOSE beside another owner takes no dust',
      { from: '2', to: '0', ...inLong, real: '2.0004', account: FINE, gates: { otherOwner: 'r/t/BTCUSDT' } },
      'sell 2 net, owned <= 0 all',
    ],
    [
      'a CLOSE is clamped to the real position',
      { from: '2', to: '0', ...inLong, real: '0.7' },
      'sell 0.7 net, owned <= 0 all',
    ],
    ['a REDUCE that the market did already does nothing', { from: '2', to: '1', ...inLong, real: '0.7' }, ''],
    ['a CLOSE of nothing opens nothing', { from: '2', to: '0', real: '0' }, 'nothing-owned'],
    ['a CLOSE of what left opens nothing', { from: '2', to: '0', ...inLong, real: '0' }, 'nothing-owned'],
    ['a CLOSE never trades the other side', { from: '2', to: '0', ...inLong, real: '-2' }, 'nothing-owned'],
    ['an ADD without an entry sits out', { from: '1', to: '2' }, 'sitting-out'],
    ['a CLOSE without an entry sits out', { from: '1', to: '0', state: 'sitting-out' }, 'sitting-out'],
    ['an OPEN ends sitting out', { from: '0', to: '1', state: 'sitting-out' }, 'buy 1 net, owned >= 1'],
    [
      'a REVERSE with nothing to close only opens',
      { from: '2', to: '-1', state: 'sitting-out' },
      'sell 1 net, owned >= -1',
    ],
    [
      'a large exit is split',
      { from: '25', to: '0', owned: '25', unit: '1' },
      'sell 10 net, owned <= 15; sell 10 net, owned <= 5; sell 5 net, owned <= 0 all',
    ],
  ])('%s', (_name, given, expected) => expect(plan(given)).toBe(expected));
});

const ONE = decimal('1');
const ADDING = { from: '1', to: '2', owned: '1', unit: '1' };

describe('entries are held back', () => {
  test.each<[string, Partial<Case>]>([
    ['paused', { gates: { paused: true } }],
    ['panic-block', { gates: { panicBlocked: true } }],
    ['drift-halt', { gates: { halted: true } }],
    ['stream-conflict', { gates: { otherOwner: 'r/t/BTCUSDT' } }],
    ['broker-not-ready', { account: { isReady: false } }],
    ['unknown-symbol', { account: { instrument: null } }],
    ['unknown-symbol', { account: { instrument: { ...INSTRUMENT, status: 'halted' } } }],
    ['too-old', { firedAt: NOW - 120_001 }],
    ['limit-side', { limits: { sides: ['short'] } }],
    // 60000 against 59000: 1.69 % off
    ['price-guard', { account: { markPrice: decimal('59000') }, limits: { priceGuardPercent: decimal('1') } }],
    ['no-price', { account: { markPrice: null }, limits: { priceGuardPercent: decimal('1') } }],
    // 1 × 60000
    ['limit-notional', { limits: { maxNotional: decimal('59999') } }],
    [
      'limit-total-notional',
      { limits: { maxTotalNotional: decimal('60999') }, account: { totalNotional: decimal('1000') } },
    ],
    ['limit-positions', { limits: { maxPositions: 2 }, account: { openPositions: 2 } }],
    ['limit-positions', { ...ADDING, limits: { maxPositions: 1 }, account: { openPositions: 2, position: ONE } }],
    ['limit-adds', { ...ADDING, entries: 3, limits: { maxAdds: 2 } }],
    ['limit-leverage', { limits: { maxLeverage: 9 } }],
    ['broker-not-ready', { limits: { maxLeverage: 9 }, account: { leverage: null } }],
    ['limit-daily-loss', { limits: { dailyLoss: decimal('300') }, account: { dailyPnl: decimal('-300') } }],
    ['limit-daily-loss', { limits: { dailyLoss: decimal('300') }, account: { dailyPnl: null } }],
    ['limit-cooldown', { limits: { cooldownMs: 60_000 }, account: { closedAt: NOW - 59_999 } }],
    ['limit-hours', { limits: { hours: { from: '00:00', to: '00:01', timeZone: 'UTC' } } }],
    ['above-maximum', { to: '10.001' }],
    ['below-minimum', { to: '0.0009' }],
    // 0.001 × 60000 = 60
    ['below-minimum', { to: '0.001' }],
  ])('%s: %j', (code, given) => {
    expect(plan({ from: '0', to: '1', ...given })).toBe(code);
  });

  test.each<[string, Partial<Case>]>([
    ['at the age limit', { firedAt: NOW - 120_000 }],
    ['without a time, just received', { firedAt: null }],
    [
      'within the price guard',
      { account: { markPrice: decimal('59401') }, limits: { priceGuardPercent: decimal('1') } },
    ],
    ['at the notional limit', { limits: { maxNotional: decimal('60000'), maxTotalNotional: decimal('60000') } }],
    ['at the leverage limit', { limits: { maxLeverage: 10 } }],
    ['before the day’s loss', { limits: { dailyLoss: decimal('300') }, account: { dailyPnl: decimal('-299.99') } }],
    ['on a day that won', { limits: { dailyLoss: decimal('300') }, account: { dailyPnl: decimal('1000') } }],
    ['after the cooldown', { limits: { cooldownMs: 60_000 }, account: { closedAt: NOW - 60_000 } }],
    ['the first time', { limits: { cooldownMs: 60_000 } }],
    ['below the positions limit', { limits: { maxPositions: 2 }, account: { openPositions: 1 } }],
  ])('not %s', (_name, given) => expect(plan({ from: '0', to: '1', ...given })).toBe('buy 1 net, owned >= 1'));

  test('a limit in quote asset needs a price', () => {
    const given = inputOf({ from: '0', to: '1', limits: { maxNotional: decimal('1') }, account: { markPrice: null } });
    expect(shown(planSignal({ ...given, signal: { ...given.signal, price: null } }))).toBe('no-price');
    expect(shown(planSignal(given))).toBe('limit-notional');
  });

  test('reductions pass all of it', () => {
    const closed: Partial<Case> = {
      gates: { paused: true, panicBlocked: true },
      limits: { sides: [], maxNotional: ZERO, maxTotalNotional: ZERO, maxPositions: 0, maxAgeMs: 0 },
      firedAt: NOW - 86_400_000,
    };
    expect(plan({ from: '2', to: '0', ...inLong, ...closed })).toBe('sell 2 net, owned <= 0 all');
    expect(plan({ from: '2', to: '1', ...inLong, ...closed })).toBe('sell 1 net, owned <= 1');
    const unknown = { instrument: null, isReady: false, markPrice: null };
    expect(plan({ from: '2', to: '0', ...inLong, account: unknown })).toBe('sell 2 net, owned <= 0 all');
  });

  test('a REVERSE whose entry is refused still closes, and says why', () => {
    const given: Case = { from: '2', to: '-3', ...inLong };
    expect(plan({ ...given, gates: { paused: true } })).toBe('sell 2 net, owned <= 0 all; paused');
    expect(plan({ ...given, firedAt: NOW - 200_000 })).toBe('sell 2 net, owned <= 0 all; too-old');
    expect(plan({ ...given, to: '-11' })).toBe('sell 2 net, owned <= 0 all; above-maximum');
  });

  test('what a REVERSE closes does not count against its entry', () => {
    const limits = { maxNotional: decimal('180000'), maxTotalNotional: decimal('180000'), maxPositions: 1 };
    expect(plan({ from: '2', to: '-3', ...inLong, limits })).toContain('sell 3 net');
    expect(plan({ from: '2', to: '-3.001', ...inLong, limits })).toContain('limit-notional');
  });
});

describe('for any step', () => {
  const amount = fc.integer({ min: -30_000, max: 30_000 }).map((thousandths) => decimal(`${thousandths}e-3`));
  const unit = fc.option(fc.integer({ min: 1, max: 5_000 }).map((thousandths) => decimal(`${thousandths}e-3`)));
  const any = fc.record({
    from: amount,
    to: amount,
    owned: amount,
    real: amount,
    unit,
    mode: fc.constantFrom<PositionMode>('one-way', 'hedge'),
  });

  test('a reduction never exceeds the real position, and an entry never passes its target', () => {
    fc.assert(
      fc.property(any, ({ from, to, owned, real, unit: bought, mode }) => {
        const given = inputOf({
          from: from.toFixed(),
          to: to.toFixed(),
          owned: owned.toFixed(),
          real: real.toFixed(),
          unit: bought?.toFixed() ?? null,
          mode,
        });
        const result = planSignal(given);
        if (!result.ok) return true;
        let left = real;
        let mine = owned;
        for (const { kind, side, quantity, goal } of result.legs) {
          if (!quantity.gt(0) || !quantity.mod(INSTRUMENT.stepSize).isZero()) return false;
          if (kind === 'reduce') {
            if (left.isZero() || (side === 'sell') !== left.isPositive() || quantity.gt(left.abs())) return false;
            left = left.plus(side === 'buy' ? quantity : quantity.negated());
          } else {
            if (to.isZero() || (side === 'buy') !== to.isPositive()) return false;
            const have = mine.isZero() || mine.isPositive() !== to.isPositive() ? ZERO : mine.abs();
            if (have.plus(quantity).gt(goal.owned.abs())) return false;
            if (goal.owned.abs().gt((goal.unit ?? ZERO).times(to.abs()))) return false;
          }
          mine = kind === 'reduce' && goal.owned.isZero() ? ZERO : mine;
        }
        return true;
      }),
      { numRuns: 2_000 },
    );
  });

  test('any chain of fills of one stream ends owning its target, and flat is flat', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 8 }), (positions) => {
        let previous = 0;
        let owned: Decimal = ZERO;
        let bought: Decimal | null = null;
        for (const next of [...positions, 0]) {
          const size = { type: 'notional', notional: decimal('70000') } as const;
          const given = inputOf({
            from: `${previous}`,
            to: `${next}`,
            owned: owned.toFixed(),
            unit: bought?.toFixed() ?? null,
            size,
          });
          const result = planSignal(given);
          if (!result.ok) throw new Error(`${previous} to ${next}: ${result.code}`);
          for (const { side, quantity } of result.legs)
            owned = owned.plus(side === 'buy' ? quantity : quantity.negated());
          bought = result.unit;
          const target = (bought ?? ZERO).times(Math.abs(next)).toDecimalPlaces(3, Decimal.ROUND_DOWN);
          expect(owned.toFixed()).toBe((next < 0 ? target.negated() : target).toFixed());
          previous = next;
        }
        expect(owned.isZero()).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
