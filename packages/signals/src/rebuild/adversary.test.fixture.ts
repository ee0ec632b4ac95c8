import { Decimal, toVenueOrderId, ZERO } from '@perpdesk/broker-core';
import { createDice } from '../simulation/crash-run.test.fixture.ts';
import type { AttributedFill } from './attribute-fills.ts';
import { isAgainst } from './read-side.ts';

/** What happened on a side in one-way mode, and what a desk that was there all the time would own of it. */
export interface Past {
  readonly fills: readonly AttributedFill[];
  readonly held: Decimal;
  readonly owned: ReadonlyMap<string, Decimal>;
}

/** Strategies that own against each other, people in the chat and in the exchange's app, and a desk that sees them soon or late. */
export function adversary(seed: number): Past {
  const dice = createDice(seed);
  const below = (limit: number) => Math.floor(dice() * limit);
  const owned = new Map<string, Decimal>();
  const fills: AttributedFill[] = [];
  let held = ZERO;
  const net = () => [...owned.values()].reduce((sum, part) => sum.plus(part), ZERO);
  const least = (a: Decimal, b: Decimal) => (a.abs().lt(b.abs()) ? a : b);
  /** First come, first served. */
  const takeFirst = (quantity: Decimal) => {
    let left = isAgainst(net(), quantity) ? least(quantity, net().negated()) : ZERO;
    for (const [code, part] of owned) {
      if (!isAgainst(part, left)) continue;
      const taken = least(left, part.negated());
      owned.set(code, part.plus(taken));
      left = left.minus(taken);
    }
  };
  const look = () => {
    const others = held.minus(net());
    if (!isAgainst(net(), others)) return;
    takeFirst(others);
    if (held.isZero()) owned.clear();
  };
  const add = (streamCode: string | null, quantity: Decimal, reducesOnly: boolean) => {
    held = held.plus(quantity);
    const isReducing = dice() < 0.05 ? null : reducesOnly;
    fills.push(fillOf({ index: fills.length, streamCode, quantity, isReducing }));
  };
  for (let step = 0, steps = 3 + below(8); step < steps; step++) {
    const what = below(10);
    const code = ['a', 'b', 'c'][below(3)] ?? 'a';
    const own = owned.get(code) ?? ZERO;
    if (what < 3) {
      const quantity = new Decimal(own.isZero() ? below(3) - 1 : (own.isNegative() ? -1 : 1) * below(3));
      if (quantity.isZero()) continue;
      owned.set(code, own.plus(quantity));
      add(code, quantity, false);
    } else if (what < 6 && !own.isZero()) {
      const quantity = dice() < 0.6 ? own.negated() : new Decimal(own.isNegative() ? 1 : -1);
      owned.set(code, own.plus(quantity));
      add(code, quantity, isAgainst(held, quantity) && quantity.abs().lte(held.abs()));
    } else if (what === 6 && !held.isZero()) {
      const [before, quantity] = [net(), dice() < 0.5 ? held.negated() : new Decimal(held.isNegative() ? 1 : -1)];
      takeFirst(quantity);
      add('p', quantity, true);
      if (!before.isZero() && net().isZero()) owned.clear();
    } else if (what < 9) {
      add(null, new Decimal(below(5) - 2 || 1), false);
    }
    // flat is seen in any case
    if (held.isZero() || dice() < 0.6) look();
  }
  look();
  return { fills, held, owned };
}

interface Moved extends Pick<AttributedFill, 'streamCode' | 'isReducing'> {
  readonly index: number;
  readonly quantity: Decimal;
}

function fillOf({ index, streamCode, quantity, isReducing }: Moved): AttributedFill {
  return {
    clientOrderId: null,
    streamCode,
    sequence: streamCode === null ? 0 : index + 1,
    isReducing,
    target: null,
    fill: {
      symbol: 'BTCUSDT',
      tradeId: `${index}`,
      venueOrderId: toVenueOrderId(`v${index}`),
      clientOrderId: null,
      side: quantity.isNegative() ? 'sell' : 'buy',
      positionSide: 'net',
      quantity: quantity.abs(),
      price: new Decimal('60000'),
      fee: ZERO,
      feeAsset: 'USDT',
      realizedPnl: ZERO,
      isMaker: false,
      venueAt: index,
    },
  };
}
