import { type Decimal, type Instrument, toClientOrderId, ZERO } from '@perpdesk/broker-core';
import { addOrder, endOrder } from './book.ts';
import { closingOrder } from './closing-order.ts';
import { fillOrder } from './fill.ts';
import { balanceOf, markOf } from './lookup.ts';
import { crossMaintenanceMarginOf, crossMoneyOf, crossWalletOf, hasCrossIn } from './margin.ts';
import { expireOrphans } from './orphans.ts';
import type { Progress } from './progress.ts';
import type { EngineState, HeldPosition } from './state.ts';
import { totalsByAsset } from './totals.ts';
import { isIsolatedBreached, unrealizedPnlOf } from './valuation.ts';
import { book, tellBalance } from './wallet.ts';

/** Closes at the mark price, one after another, the positions whose money no longer covers their maintenance margin. */
export function liquidate(progress: Progress, at: number): Progress {
  let next = progress;
  for (let breached = findBreached(next.state); breached !== null; breached = findBreached(next.state)) {
    next = liquidatePosition(next, breached.held, breached.instrument, at);
  }
  return coverDebts(next, at);
}

/** A stop that filled far beyond the liquidation price, for the price jumped, leaves a debt: the exchange pays that, too. */
function coverDebts(progress: Progress, at: number): Progress {
  return Object.keys(progress.state.balances).reduce((next, asset) => {
    if (!balanceOf(next.state, asset).isNegative()) return next;
    if (hasCrossIn(next.state, asset)) return next;
    const amount = crossWalletOf(next.state, asset).neg();
    return tellBalance(book(next, { type: 'liquidation', symbol: null, asset, amount }, at), asset, at);
  }, progress);
}

type Breached = { readonly held: HeldPosition; readonly instrument: Instrument };

function findBreached(state: EngineState): Breached | null {
  const totals = [...totalsByAsset(state)];
  if (totals.some(([, { breachedCount }]) => breachedCount > 0)) {
    const isolated = listed(state).find(({ held }) => isIsolatedBreached(state, held));
    if (isolated !== undefined) return isolated;
  }
  const breached = new Set(
    totals.flatMap(([asset, { crossCount }]) => (crossCount > 0 && isCrossBreached(state, asset) ? [asset] : [])),
  );
  if (breached.size === 0) return null;
  const cross = listed(state)
    .filter(({ held, instrument }) => held.marginType === 'cross' && breached.has(instrument.settleAsset))
    .toSorted((a, b) => unrealizedPnlOf(state, a.held).cmp(unrealizedPnlOf(state, b.held)));
  return cross[0] ?? null;
}

function listed(state: EngineState): readonly Breached[] {
  return state.positions.flatMap((held): readonly Breached[] => {
    const instrument = state.rules.instruments.get(held.symbol);
    return instrument === undefined ? [] : [{ held, instrument }];
  });
}

function isCrossBreached(state: EngineState, asset: string): boolean {
  return crossMoneyOf(state, asset).lte(crossMaintenanceMarginOf(state, asset));
}

function liquidatePosition(progress: Progress, held: HeldPosition, instrument: Instrument, at: number): Progress {
  const { symbol, quantity: signed, isolatedMargin } = held;
  let next = progress.state.orders
    .filter(({ order }) => order.symbol === symbol)
    .reduce((ended, open) => endOrder(ended, open, { status: 'expired', reason: 'Liquidation.' }, at), progress);
  const { nextOrderId } = next.state;
  const quantity = signed.abs();
  const clientOrderId = toClientOrderId(`autoclose-${nextOrderId}`);
  const open = closingOrder(next.state, { held, quantity, clientOrderId }, at);
  const price = markOf(next.state, symbol) ?? held.entryPrice;
  const walletBefore = balanceOf(next.state, instrument.settleAsset);
  next = addOrder(next, open, at);
  next = fillOrder(next, open, { instrument, quantity, price, isMaker: false, cause: 'liquidation' }, at);
  next = coverLoss(next, held, { instrument, isolatedMargin, walletBefore }, at);
  return expireOrphans(next, at);
}

type Loss = { readonly instrument: Instrument; readonly isolatedMargin: Decimal; readonly walletBefore: Decimal };

/** What a liquidation cost beyond the money that stood for the position is paid by the exchange. */
function coverLoss(progress: Progress, held: HeldPosition, loss: Loss, at: number): Progress {
  const { settleAsset: asset, symbol } = loss.instrument;
  const wallet = balanceOf(progress.state, asset);
  const left =
    held.marginType === 'isolated'
      ? loss.isolatedMargin.plus(wallet.minus(loss.walletBefore))
      : hasCrossIn(progress.state, asset)
        ? ZERO
        : crossWalletOf(progress.state, asset);
  if (!left.isNegative()) return progress;
  return tellBalance(book(progress, { type: 'liquidation', symbol, asset, amount: left.neg() }, at), asset, at);
}
