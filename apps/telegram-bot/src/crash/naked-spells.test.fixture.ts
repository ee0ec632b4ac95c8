import type { LedgerOrder, VenueState } from '@perpdesk/binance-venue';
import { decimal, ZERO } from '@perpdesk/broker-core';

/** A time in which a position had no stop over all of it. */
export interface NakedSpell {
  readonly symbol: string;
  readonly positionSide: string;
  /** Exchange time, Unix ms. */
  readonly from: number;
  readonly to: number;
  /** How long of it a desk was there to mend it and the exchange answered it, ms. */
  readonly aliveMs: number;
}

/** A time, Unix ms; `to` null: it goes on. */
export interface Span {
  readonly from: number;
  readonly to: number | null;
}

const WAITING = ['pending', 'open', 'partially-filled'];

/** Reads from the exchange's orders and fills when the symbols' positions were without a stop. */
export function nakedSpells(
  { orders, fills }: Pick<VenueState, 'orders' | 'fills'>,
  symbols: readonly string[],
  {
    lives,
    silences,
    now,
  }: { readonly lives: readonly Span[]; readonly silences: readonly Span[]; readonly now: number },
): readonly NakedSpell[] {
  const within = (spans: readonly Span[], at: number) => spans.some(({ from, to }) => from <= at && at < (to ?? now));
  const cuts = [...lives, ...silences].flatMap(({ from, to }) => [from, to ?? now]);
  const aliveWithin = (from: number, to: number): number => {
    const marks = [from, ...cuts.filter((at) => from < at && at < to), to].toSorted((a, b) => a - b);
    return marks.slice(1).reduce((sum, end, index) => {
      const begin = marks[index] ?? end;
      return within(lives, begin) && !within(silences, begin) ? sum + end - begin : sum;
    }, 0);
  };
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
        spells.push({ symbol, positionSide, from: since, to: at, aliveMs: aliveWithin(since, at) });
        since = null;
      }
      return spells;
    }),
  );
}

function endOf({ status, updatedAt }: LedgerOrder, never: number): number {
  return WAITING.includes(status) ? never : updatedAt;
}
