import { decimal, Decimal, type Instrument, type OrderRequest, ZERO } from '@perpdesk/broker-core';
import { fakeInstrument } from '@perpdesk/broker-core/testing';
import type { Dice } from './dice.test.fixture.ts';
import { type Profile, SYMBOLS } from './profile.test.fixture.ts';

/** What the exchange takes as an order of each instrument; now and then it is another. */
export interface Rulebook {
  /**
   * Whether an order below the least is taken all the same. Where strategies share a side, or a person's part is beside theirs,
   * an exit may open at the exchange, for another holds more against it: one below the least would never go.
   */
  takesLess(request: OrderRequest): boolean;
  of(symbol: string): Instrument;
  all(): readonly Instrument[];
  /**
   * Base asset: about so much of all. Neither it nor what it leaves, unless that is nothing, is less than an order needs: a
   * smaller rest nobody could close, and no exit would ever end. Such come where the least is above the step.
   */
  part(symbol: string, all: Decimal, wanted: Decimal): Decimal;
  /** Base asset: what quantities of an instrument were multiples of, from the first on. */
  steps(symbol: string): readonly Decimal[];
  /** Once a second. */
  act(): void;
  /** An order of the instrument comes: before anybody can have read what it meets. */
  meet(symbol: string): void;
}

export interface RulebookOptions {
  readonly dice: Dice;
  readonly profile: () => Profile;
  readonly trace: (line: string) => void;
}

/** Base asset: what the routes order for one contract. */
export function perContract(symbol: string): Decimal {
  return decimal(symbol === 'BTCUSDT' ? '0.01' : '0.2');
}

export function createRulebook({ dice, profile, trace }: RulebookOptions): Rulebook {
  const first = fakeInstrument();
  const instruments = new Map(SYMBOLS.map((symbol) => [symbol, fakeInstrument({ symbol })]));
  const steps = new Map(SYMBOLS.map((symbol) => [symbol, [first.stepSize]]));
  const isNetted = profile().routes.some(({ netting }) => netting === 'ledger');
  const { trades, traders = 0 } = profile().people;
  const hasPersons = trades + traders > 0;
  const of = (symbol: string): Instrument => instruments.get(symbol) ?? first;
  const draw = (symbol: string): Partial<Instrument> => {
    switch (dice.pick(['most', 'most', 'tick', 'least', 'step', 'back'] as const)) {
      case 'most': {
        const most = perContract(symbol).times(dice.pick(['0.6', '1.2', '2.5']));
        return { maxMarketQuantity: most, maxQuantity: dice.chance(0.5) ? most : first.maxQuantity };
      }
      case 'tick':
        return { tickSize: decimal(dice.pick(['0.1', '0.5', '1'])) };
      case 'least':
        return { minNotional: decimal(dice.pick(isNetted ? ['5', '20', '100'] : ['5', '100', '700'])) };
      case 'step':
        // never a larger one: nobody could close what is no multiple of it
        return { stepSize: decimal('0.0001') };
      default:
        return { ...first, symbol, stepSize: of(symbol).stepSize };
    }
  };
  const change = (symbol: string): void => {
    const changed = { ...of(symbol), ...draw(symbol) };
    const { maxMarketQuantity, tickSize, minNotional, stepSize } = changed;
    trace(`rules ${symbol} at most ${maxMarketQuantity} tick ${tickSize} least ${minNotional} step ${stepSize}`);
    instruments.set(symbol, changed);
    const past = steps.get(symbol);
    if (past?.at(-1)?.eq(stepSize) === false) past.push(stepSize);
  };
  return {
    takesLess: (request) => isNetted || (hasPersons && mayBeOpeningExit(request)),
    of,
    all: () => [...instruments.values()],
    part(symbol, all, wanted) {
      const least = isNetted ? ZERO : of(symbol).minQuantity;
      const some = Decimal.max(wanted, least);
      return all.minus(some).lt(least) ? all : some;
    },
    steps: (symbol) => steps.get(symbol) ?? [first.stepSize],
    act() {
      const { rules } = profile().whims;
      if (rules > 0 && dice.chance(rules)) change(dice.pick(SYMBOLS));
    },
    meet(symbol) {
      const { rules } = profile().whims;
      if (rules > 0 && dice.chance(rules)) change(symbol);
    },
  };
}

/** An exit says that it reduces, but where others own against it. */
function mayBeOpeningExit(request: OrderRequest): boolean {
  return request.type === 'market' && request.positionSide === 'net' && request.reduceOnly !== true;
}
