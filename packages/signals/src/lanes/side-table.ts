import type { Decimal } from '@perpdesk/broker-core';

/**
 * An amount for each side of an account's instruments. Their names are not joined to a key: all sides are looked at with
 * each entry.
 */
export class SideTable {
  readonly #symbols = new Map<string, Map<string, Decimal>>();

  get(symbol: string, side: string): Decimal | undefined {
    return this.#symbols.get(symbol)?.get(side);
  }

  set(symbol: string, side: string, amount: Decimal): void {
    const sides = this.#symbols.get(symbol);
    if (sides === undefined) this.#symbols.set(symbol, new Map([[side, amount]]));
    else sides.set(side, amount);
  }

  *[Symbol.iterator](): Generator<readonly [symbol: string, side: string, amount: Decimal]> {
    for (const [symbol, sides] of this.#symbols) for (const [side, amount] of sides) yield [symbol, side, amount];
  }
}
