import type { LedgerOrder, VenueState } from '@perpdesk/binance-venue';
import { decimal, ZERO } from '@perpdesk/broker-core';
import type { Life } from './venue-world.test.fixture.ts';

/** A time in which a position had no stop over all of it. */
export interface NakedSpell {
  readonly symbol: string;
  readonly positionSide: string;
  /** Exchange time, Unix ms. */
  readonly from: number;
  readonly to: number;
  /** How long of it a desk was there to mend it, ms. */
  readonly aliveMs: number;
}

const WAITING = ['pending', 'open', 'partially-filled'];

/** Reads from the exchange's orders and fills when the symbols' positions were without a stop. */
export function nakedSpells(
  { orders, fills }: Pick<VenueState, 'orders' | 'fills'>,
  symbols: readonly string[],
  lives: readonly Life[],
  now: number,
): readonly NakedSpell[] {
  return symbols.flatMap((symbol) =>
    [...new Set(fills.filter((it) => it.symbol === symbol).map((it) => it.positionSide))].flatMap((positionSide) => {
      const isOfSide = (it: { readonly symbol: string; readonly positionSide: string }) =>
        it.symbol === symbol && it.positionSide === positionSide;
      const trades = fills.filter(isOfSide);
      const stops = orders.filter((it) => isOfSide(it) && it.type === 'stop-market');
      const moments = [...trades.map((it) => it.at), ...stops.flatMap((it) => [it.createdAt, endOf(it, now)]), now];
      const times = [...new Set(moments)].toSorted((a, b) => a - b);
      const spells: NakedSpell[] = [];
      let since: number | null = null;
      for (const at of times) {
        const held = trades
          .filter((it) => it.at <= at)
          .reduce((sum, it) => (it.side === 'buy' ? sum.plus(it.quantity) : sum.minus(it.quantity)), ZERO);
        const side = held.isNegative() ? 'buy' : 'sell';
        const live = stops.filter((it) => it.side === side && it.createdAt <= at && at < endOf(it, now + 1));
        const covered = live.reduce((sum, it) => sum.plus(it.quantity ?? held.abs()), decimal('0'));
        const isNaked = !held.isZero() && covered.lt(held.abs());
        if (isNaked) since ??= at;
        if (since === null || (isNaked && at < now)) continue;
        spells.push({ symbol, positionSide, from: since, to: at, aliveMs: aliveWithin(lives, since, at) });
        since = null;
      }
      return spells;
    }),
  );
}

function endOf({ status, updatedAt }: LedgerOrder, never: number): number {
  return WAITING.includes(status) ? never : updatedAt;
}

function aliveWithin(lives: readonly Life[], from: number, to: number): number {
  return lives.reduce((sum, life) => sum + Math.max(0, Math.min(to, life.to ?? to) - Math.max(from, life.from)), 0);
}
