import { type Decimal, decimal, type Order, POSITION_SIDES, ZERO } from '@perpdesk/broker-core';
import type { LedgerRow } from '@perpdesk/journal/port';
import { decodeClientOrderId } from '../execute/client-order-id.ts';
import { protectStateOf } from '../protect/protect-state.ts';
import { askedTerms } from './asked-terms.test.fixture.ts';
import { SYMBOLS } from './profile.test.fixture.ts';
import type { Scene } from './verdict.test.fixture.ts';
import type { Venue } from './venue.test.fixture.ts';

const WORKS = ['take-profit-market', 'trailing-stop-market'] as const;
type Work = (typeof WORKS)[number];

/** Together the targets, or the trailing stops, never take more than there is, of a stream and of a side. */
export function wrongTargets(scene: Scene): readonly string[] {
  return WORKS.flatMap((work) => tooMany(scene, work));
}

function tooMany({ record, venues }: Scene, work: Work): readonly string[] {
  return venues.flatMap((venue) =>
    SYMBOLS.flatMap((symbol) =>
      POSITION_SIDES.flatMap((side) => {
        const targets = ordersOf(venue, work, symbol, side);
        const key = `${venue.id} ${symbol} ${side}`;
        const held = venue.held(symbol, side).abs();
        const sum = sumOf(targets);
        const wrong = sum.gt(held) ? [`${key}: ${work} of ${sum} stand, ${held} is held`] : [];
        for (const [stream, { code }] of record.streams) {
          const own = sumOf(targets.filter((order) => codeOf(order) === code));
          const row = record.ledger.get(`${venue.id} ${stream}`);
          const owned = row?.positionSide === side ? decimal(row.owned).abs() : ZERO;
          if (own.gt(owned)) wrong.push(`${key}: ${work} of ${own} stand for ${owned} of ${stream}`);
        }
        return wrong;
      }),
    ),
  );
}

/**
 * What a stream alone has on a side is taken by its targets; beside others, or what it lacks there, the next one stands alone.
 * What an entry adds once all of them have filled has none.
 */
export function lacksTargets({ profile, record, venues }: Scene): readonly string[] {
  return venues.flatMap((venue) =>
    [...record.ledger.values()].flatMap((row) => {
      if (row.brokerId !== venue.id || row.owned === '0' || !isAlone(record.ledger, row)) return [];
      const side = POSITION_SIDES.find((one) => one === row.positionSide)!;
      const owned = decimal(row.owned);
      const isOrderable = owned
        .abs()
        .times(venue.price(row.symbol))
        .gt(venue.rulebook.of(row.symbol).minNotional.times('1.05'));
      if (!isOrderable || !venue.held(row.symbol, side).eq(owned)) return [];
      const { targets, takesRest, trailing } = askedTerms(profile, row);
      const sum = sumOf(ordersOf(venue, 'take-profit-market', row.symbol, side));
      const { done } = protectStateOf(row);
      const areDone = sum.isZero() && targets.every((_, index) => done.includes(index));
      const isRight = areDone || (isWhole(venue, row) && takesRest ? sum.eq(owned.abs()) : sum.gt(0) || !takesRest);
      const trailed = sumOf(ordersOf(venue, 'trailing-stop-market', row.symbol, side));
      const name = `${venue.id} ${row.stream} owns ${owned}`;
      return [
        ...(targets.length === 0 || isRight ? [] : [`${name}, and its targets take ${sum}`]),
        ...(trailing === null || trailed.eq(owned.abs()) ? [] : [`${name}, and what trails takes ${trailed}`]),
      ];
    }),
  );
}

/** A stop over the whole side stands. */
function isWhole(venue: Venue, { symbol, positionSide }: LedgerRow): boolean {
  return venue
    .openOrders()
    .some((one) => one.closePosition && one.symbol === symbol && one.positionSide === positionSide);
}

function isAlone(ledger: Scene['record']['ledger'], row: LedgerRow): boolean {
  return [...ledger.values()].every(
    (other) =>
      other.owned === '0' ||
      other.stream === row.stream ||
      other.brokerId !== row.brokerId ||
      other.symbol !== row.symbol ||
      other.positionSide !== row.positionSide,
  );
}

function ordersOf(venue: Venue, work: Work, symbol: string, side: string): readonly Order[] {
  return venue.openOrders().filter((one) => one.type === work && one.symbol === symbol && one.positionSide === side);
}

function sumOf(orders: readonly Order[]): Decimal {
  return orders.reduce((sum, one) => sum.plus(one.quantity ?? ZERO).minus(one.filledQuantity), ZERO);
}

function codeOf({ clientOrderId }: Order): string | null {
  return decodeClientOrderId(clientOrderId)?.streamCode ?? null;
}
