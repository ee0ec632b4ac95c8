import { roleTexts } from '../language/texts/help.ts';
import { refusalTexts } from '../language/texts/refusal.ts';
import { Decimal, decimal, formatDecimal, moneyIn } from '@perpdesk/broker-core';
import type { ConfirmCards, CardPlace } from './confirm-cards.ts';
import type { DeskContext } from './desk-context.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import { canTrade } from './desk-user.ts';
import { entryLevels } from './entry-levels.ts';
import { readAccount, readPositions } from './fresh.ts';
import { toLegalQuantity } from './legal-quantity.ts';
import { directionOf } from './find-position.ts';
import { liquidationAfter, quantityAfter, type LiquidationAfter } from './combined-liquidation.ts';
import { storedHeld } from './held-since.ts';
import { heldSide, openNotes } from './open-notes.ts';
import { NO_LEVELS, ownLevels } from './own-levels.ts';
import { parseOrderSize } from './order-size.ts';
import { parseTerms, termsText } from './order-terms.ts';
import type { OpenPreview } from './preview.ts';
import { resolveAccount, visibleAccounts } from './resolve-account.ts';
import { resolveInstrument } from './resolve-instrument.ts';
import { routesBeside } from './routes-beside.ts';
import { targetOrders } from './target-quantities.ts';
import { blockedBy, readBracket, readPrice, readTradeMode } from './trade-door.ts';
import { unsettledBefore } from './unsettled-before.ts';
import { parseWords } from './words.ts';

/**
 * Reads `/long` or `/short` with `symbol size [@price] [sl=] [tp=] [lev=]`, sizes it by the market as it stands and issues
 * its card. Sends nothing to the exchange.
 */
export async function previewOpen(
  context: DeskContext,
  cards: ConfirmCards,
  place: CardPlace,
  { direction, text }: { readonly direction: 'long' | 'short'; readonly text: string },
): Promise<DeskResult<OpenPreview>> {
  const { user } = place;
  if (!canTrade(user)) return refuse('role', ({ say }) => say(refusalTexts).mayNotTrade(say(roleTexts)[user.role]));
  const words = parseWords(text, visibleAccounts(context, user));
  const [symbol, size, ...rest] = words.rest;
  const usage = `/${direction} BTCUSDT 0.01`;
  if (symbol === undefined || size === undefined)
    return refuse('usage', ({ say }) => say(refusalTexts).whatAndHowMuch(usage));
  const terms = parseTerms(rest, `${usage} @59000 sl=58000 tp=62000:50% lev=5`);
  if (!terms.ok) return terms;
  const found = resolveAccount(context, user, words.account);
  if (!found.ok) return found;
  const account = found.value;
  const parsed = parseOrderSize(size);
  if (!parsed.ok) return parsed;
  if (parsed.value.type === 'risk-percent' && terms.value.stop === null) {
    return refuse('terms', ({ say }) => say(refusalTexts).riskNeedsStop(`${usage.replace('0.01', size)} sl=58000`));
  }
  const blocked = blockedBy(context, account);
  if (blocked !== null) return refuse(account.isReady ? 'blocked' : 'not-ready', blocked);
  const resolved = resolveInstrument(account, symbol);
  if (!resolved.ok) return resolved;
  const instrument = resolved.value;
  if (instrument.status !== 'trading')
    return refuse('symbol', ({ say }) => say(refusalTexts).notTrading(instrument.symbol));
  const unsettled = await unsettledBefore(context, { brokerId: account.brokerId, symbol: instrument.symbol });
  if (unsettled !== null) return refuse('blocked', unsettled);

  const broker = context.manager.get(account.brokerId);
  const [market, feeRate, { value: money, heardAgoMs }, { value: positions }] = await Promise.all([
    readPrice(broker, instrument.symbol),
    context.feeRates.read(account.brokerId, instrument.symbol),
    readAccount(context, account),
    readPositions(context, account),
  ]);
  if (market === null || money === null) {
    return refuse('no-price', ({ say }) => say(refusalTexts).noPrice(instrument.symbol));
  }
  const levels = entryLevels(terms.value, { instrument, direction, market });
  if (!levels.ok) return levels;
  const { limitPrice, entryPrice, stopPrice, targets } = levels.value;
  const legal = toLegalQuantity(parsed.value, {
    instrument,
    price: entryPrice,
    equity: moneyIn(money, instrument.settleAsset).equity,
    stopPrice,
  });
  if (!legal.ok) return legal;
  const { quantity } = legal.value;
  const notional = quantity.times(entryPrice);
  const { leverage: stands, marginType } = await readTradeMode(broker, account, instrument.symbol);
  const leverage = terms.value.leverage ?? stands;
  const { brokerId, positionMode } = account;
  const held = heldSide(positions, { symbol: instrument.symbol, direction, positionMode });
  const lowers = held !== undefined && directionOf(held) !== direction;
  // what it lowers takes no margin
  const added = lowers ? Decimal.max(quantity.minus(held.quantity.abs()), '0') : quantity;
  const margin =
    leverage === null || added.isZero() ? null : added.times(entryPrice).dividedBy(decimal(leverage.toString()));
  const isFlat = positions.every((it) => it.symbol !== instrument.symbol);
  const change = terms.value.leverage !== null && terms.value.leverage !== stands;
  if (change && (!isFlat || account.openOrders.some((it) => it.symbol === instrument.symbol && !it.reduceOnly))) {
    return refuse('terms', ({ say }) => say(refusalTexts).leverageOpen(instrument.symbol, leverage));
  }
  const grows = direction === 'long' ? quantity : quantity.negated();
  const after = quantityAfter({ held: held ?? null, change: grows });
  const bracket = await readBracket(broker, instrument.symbol, after.abs().times(entryPrice));
  if (change && bracket !== null && terms.value.leverage > bracket.maxLeverage) {
    return refuse('terms', ({ say }) => say(refusalTexts).leverageMost(instrument.symbol, bracket.maxLeverage));
  }
  const estimate: LiquidationAfter =
    bracket === null || leverage === null || marginType === null
      ? { type: 'unknown' }
      : liquidationAfter({
          legs: positions.filter((it) => it.symbol === instrument.symbol && !it.quantity.isZero()),
          held: held ?? null,
          change: grows,
          price: entryPrice,
          leverage,
          marginType,
          account: money,
          maintenanceMarginRate: bracket.maintenanceMarginRate,
        });
  // of the other side, with both open, it is nothing that this entry's stop has to be before
  const isOwn = estimate.type === 'price' && !after.isZero() && estimate.falls === (direction === 'long');
  const liquidationPrice = isOwn ? estimate.price : null;
  const isAtOnce = liquidationPrice !== null && isPast(liquidationPrice, entryPrice, direction);
  const own = held === undefined ? NO_LEVELS : await ownLevels(context, user, { brokerId, ...held });
  const sized = targetOrders(targets, { owned: own.owned.plus(quantity), instrument });
  if (!sized.ok) return sized;
  const rests = limitPrice !== null && (direction === 'long' ? limitPrice.lt(market) : limitPrice.gt(market));
  const liquidity = rests ? 'maker' : 'taker';
  const noted = openNotes({
    isAtOnce,
    account,
    positions,
    money,
    instrument,
    direction,
    quantity,
    margin,
    stopPrice,
    targetCount: targets.length,
    rests,
    own,
    liquidationPrice,
  });
  if (!noted.ok) return noted;
  const beside = await routesBeside(context, { brokerId, symbol: instrument.symbol, direction, positionMode });
  if (!beside.ok) return beside;
  const card = await cards.issue(place, account.brokerId, {
    type: 'open',
    symbol: instrument.symbol,
    direction,
    quantity: formatDecimal(quantity),
    quotePrice: formatDecimal(market),
    limitPrice: limitPrice === null ? null : formatDecimal(limitPrice),
    stopLoss: stopPrice === null ? null : formatDecimal(stopPrice),
    takeProfits: targets.map(({ price, share }) => ({
      price: formatDecimal(price),
      share: share === null ? null : formatDecimal(share),
    })),
    leverage: change ? leverage : null,
    held: storedHeld(held),
    typed: { size, terms: termsText(rest) },
  });
  return accept({
    ...card,
    heardAgoMs,
    brokerId: account.brokerId,
    environment: account.environment,
    instrument,
    direction,
    quantity,
    price: market,
    limitPrice,
    notional,
    leverage,
    leverageBefore: change ? stands : null,
    marginType,
    margin,
    fee: notional.times(feeRate[liquidity]),
    liquidity,
    stopPrice,
    hasStop: stopPrice !== null || (!lowers && own.stops.length > 0) || added.isZero(),
    stopLoss:
      stopPrice === null ? null : lost(entryPrice, stopPrice, quantity).plus(lost(market, stopPrice, own.owned)),
    targets: sized.value,
    liquidation: isAtOnce || after.isZero() ? { type: 'none' } : estimate,
    liquidationBefore: held?.liquidationPrice ?? null,
    notes: [
      ...levels.value.notes,
      ...(legal.value.note === null ? [] : [legal.value.note]),
      ...noted.value,
      ...beside.value,
    ],
  });
}

/** Reached already, where the position stands at that entry. */
function isPast(liquidationPrice: Decimal, entryPrice: Decimal, direction: 'long' | 'short'): boolean {
  return direction === 'long' ? liquidationPrice.gte(entryPrice) : liquidationPrice.lte(entryPrice);
}

/** Quote asset, ≥ 0: of that much, from one price to the other. */
function lost(from: Decimal, to: Decimal, quantity: Decimal): Decimal {
  return from.minus(to).abs().times(quantity);
}
