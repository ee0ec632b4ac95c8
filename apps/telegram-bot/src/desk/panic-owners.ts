import { Decimal, ZERO } from '@perpdesk/broker-core';
import type { DeskContext } from './desk-context.ts';
import { PANIC_STREAM, readOwnFills, type OwnFill } from './own-fills.ts';

const sideOf = ({ brokerId, symbol, positionSide }: OwnFill) => `${brokerId} ${symbol} ${positionSide}`;
const isPanic = ({ stream }: OwnFill) => stream === PANIC_STREAM;

/** What a fill of nobody's order takes of each owner that it closes: base asset, ≥ 0. */
function takenOf(owned: ReadonlyMap<string, Decimal>, change: Decimal): ReadonlyMap<string, Decimal> {
  const closed = [...owned].filter(
    ([, quantity]) => !quantity.isZero() && quantity.isNegative() !== change.isNegative(),
  );
  const total = closed.reduce((sum, [, quantity]) => sum.plus(quantity.abs()), ZERO);
  const taken = Decimal.min(total, change.abs());
  return new Map(closed.map(([stream, quantity]) => [stream, taken.times(quantity.abs()).dividedBy(total)]));
}

/** The part of a fill that is `quantity` of it, as a fill of that strategy's. */
function partOf(fill: OwnFill, stream: string, quantity: Decimal): OwnFill {
  const share = quantity.dividedBy(fill.quantity);
  const { realizedPnl, fee, otherFee } = fill;
  return {
    ...fill,
    stream,
    quantity,
    realizedPnl: realizedPnl.times(share),
    fee: fee.times(share),
    otherFee: otherFee === null ? null : { ...otherFee, amount: otherFee.amount.times(share) },
  };
}

/**
 * What /panic closed as what it was of: each of its fills in parts of the strategies that owned the side then, in proportion.
 * What none of them owned stays /panic's.
 *
 * @param history all that is known of the fills' instruments, oldest first, with `fills` among them.
 */
export function sharePanic(fills: readonly OwnFill[], history: readonly OwnFill[]): readonly OwnFill[] {
  const sides = new Map<string, Map<string, Decimal>>();
  const parts = new Map<string, readonly OwnFill[]>();
  for (const fill of history) {
    const owned = sides.get(sideOf(fill)) ?? new Map<string, Decimal>();
    sides.set(sideOf(fill), owned);
    const change = fill.side === 'buy' ? fill.quantity : fill.quantity.negated();
    if (fill.stream !== null && !isPanic(fill)) {
      owned.set(fill.stream, (owned.get(fill.stream) ?? ZERO).plus(change));
      continue;
    }
    const taken = takenOf(owned, change);
    for (const [stream, quantity] of taken) {
      const left = (owned.get(stream) ?? ZERO).abs().minus(quantity);
      owned.set(stream, change.isNegative() ? left : left.negated());
    }
    const rest = [...taken.values()].reduce((left, quantity) => left.minus(quantity), fill.quantity);
    const shared = [...taken].map(([stream, quantity]) => partOf(fill, stream, quantity));
    parts.set(fill.key, rest.greaterThan(0) ? [...shared, partOf(fill, fill.stream ?? '', rest)] : shared);
    // what strategies own against each other is flat, too, once the side is
    const net = [...owned.values()].reduce((sum, quantity) => sum.plus(quantity), ZERO);
    if (net.isZero()) owned.clear();
  }
  return fills.flatMap((fill) => (isPanic(fill) ? (parts.get(fill.key) ?? [fill]) : [fill]));
}

/** The same fills; what /panic closed belongs to the strategies whose it was. */
export async function withPanicOwners(
  context: Pick<DeskContext, 'journal' | 'manager'>,
  fills: readonly OwnFill[],
): Promise<readonly OwnFill[]> {
  const panicked = fills.filter(isPanic);
  if (panicked.length === 0) return fills;
  const sides = new Set(panicked.map(sideOf));
  const brokerIds = [...new Set(panicked.map(({ brokerId }) => brokerId))];
  const history = await readOwnFills(context, brokerIds, 0);
  return sharePanic(
    fills,
    history.filter((fill) => sides.has(sideOf(fill))),
  );
}
