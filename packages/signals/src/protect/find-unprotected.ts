import { type Decimal, decimal, formatDecimal, type Order, type Position, ZERO } from '@perpdesk/broker-core';
import { hasUnsettled } from '../ledger/drift.ts';
import { excessOf } from '../ledger/excess.ts';
import { knownDrift } from '../ledger/known-drift.ts';
import { ownersOf } from '../ledger/owned.ts';
import { isRepairing } from '../ledger/repair-drift.ts';
import type { Notice } from '../notice.ts';
import { directionOf, reducingSide } from '../plan/sides.ts';
import { accountTag } from '../relay/order-fields.ts';
import type { Run } from '../run.ts';
import { isConfigured } from './policy.ts';
import type { Findings } from './tell-findings.ts';

/**
 * Positions of an account, or parts of them, that nothing protects and nobody has decided so: no strategy of a route that
 * there is owns them, nor a person, and no stop of anybody's stands for them. What a route leaves without a stop is as
 * configured.
 */
export function findUnprotected(run: Run, brokerId: string): Findings {
  const found = new Map<string, { readonly symbol: string; readonly notice: Notice } | null>();
  for (const position of run.view(brokerId).positions) {
    const { symbol, positionSide, quantity } = position;
    const left = unprotectedOf(run, brokerId, position);
    if (left === null) continue;
    const notice: Notice = {
      type: 'position.unprotected',
      account: accountTag(run, brokerId),
      symbol,
      positionSide,
      quantity: formatDecimal(quantity.isNegative() ? left.negated() : left),
      held: formatDecimal(quantity),
    };
    const isUncertain =
      hasUnsettled(run, brokerId, symbol) || isRepairing(run.book, { brokerId, symbol, side: positionSide });
    found.set(`${symbol} ${positionSide}`, isUncertain ? null : { symbol, notice });
  }
  return found;
}

/** Base asset, > 0; `null`: nothing, or too little to close. */
function unprotectedOf(run: Run, brokerId: string, { symbol, positionSide, quantity }: Position): Decimal | null {
  if (quantity.isZero()) return null;
  const place = { brokerId, symbol, side: positionSide };
  const owners = ownersOf(run.book, brokerId, symbol, positionSide).filter((row) => isConfigured(run, row.stream));
  const owned = owners.reduce((sum, row) => sum.plus(decimal(row.owned)), ZERO);
  // what the routes' policy made of it was told
  const told = knownDrift(run.book, place)?.quantity ?? ZERO;
  const excess = excessOf(quantity, owned.plus(told));
  const stops = run
    .view(brokerId)
    .openOrders.filter(
      (order) =>
        order.symbol === symbol &&
        order.positionSide === positionSide &&
        order.side === reducingSide(directionOf(quantity)) &&
        isStop(order),
    );
  if (stops.some((order) => order.closePosition || order.quantity === null)) return null;
  const covered = stops
    .filter((order) => !isOfStrategy(run, order))
    .reduce((sum, order) => sum.plus(order.quantity?.minus(order.filledQuantity) ?? ZERO), ZERO);
  const left = excess.minus(covered);
  const least = run.view(brokerId).instrument(symbol)?.minQuantity ?? ZERO;
  return left.gt(0) && left.gte(least) ? left : null;
}

/** A trailing stop protects from where it trails. */
function isStop({ type, activationPrice }: Order): boolean {
  return (
    type === 'stop-market' || type === 'stop-limit' || (type === 'trailing-stop-market' && activationPrice === null)
  );
}

/** A stop with a quantity is for its own strategy alone. */
function isOfStrategy(run: Run, { clientOrderId }: Order): boolean {
  const intent = run.book.intents.byClientOrderId(clientOrderId);
  return intent !== undefined && isConfigured(run, intent.stream);
}
