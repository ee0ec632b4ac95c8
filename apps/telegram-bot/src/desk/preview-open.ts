import { decimal, formatDecimal, type Broker, type Decimal } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import type { ConfirmCards, CardPlace } from './confirm-cards.ts';
import type { DeskContext } from './desk-context.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import { canTrade } from './desk-user.ts';
import { readAccount, readPositions } from './fresh.ts';
import { toLegalQuantity } from './legal-quantity.ts';
import { estimateLiquidation } from './liquidation-estimate.ts';
import { parseOrderSize } from './order-size.ts';
import { describeChange } from './position-change.ts';
import type { OpenPreview } from './preview.ts';
import { resolveAccount, visibleAccounts } from './resolve-account.ts';
import { resolveInstrument } from './resolve-instrument.ts';
import { parseWords } from './words.ts';

const LATER = /^(?:@\d|sl=|tp=|lev=|price=)/iu;

/** `null` where the exchange does not answer: what only adorns a card is not worth an error. */
async function tryRead<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch {
    return null;
  }
}

async function readMaintenanceRate(broker: Broker, symbol: string, notional: Decimal): Promise<Decimal | null> {
  const brackets = await tryRead(() => broker.getLeverageBrackets(symbol));
  return brackets?.findLast((it) => it.notionalFloor.lessThanOrEqualTo(notional))?.maintenanceMarginRate ?? null;
}

async function readPrice(broker: Broker, symbol: string): Promise<Decimal | null> {
  const price = await tryRead(() => broker.getMarkPrice(symbol));
  return price?.greaterThan(0) === true ? price : null;
}

function blockedBy(context: DeskContext, account: AccountView): string | null {
  const { paused, panicBlocked } = context.engine.status();
  if (panicBlocked) return 'The desk is blocked after /panic. /resume lifts it; closing stays possible.';
  if (paused) return 'The desk is paused. /resume lifts it; closing stays possible.';
  if (account.isReady) return null;
  return `@${account.brokerId} is not connected: ${account.health().lastError ?? 'it is still starting.'}`;
}

/** Reads `/long` or `/short`, sizes it by the market as it stands and issues its card. Sends nothing to the exchange. */
export async function previewOpen(
  context: DeskContext,
  cards: ConfirmCards,
  place: CardPlace,
  request: { readonly direction: 'long' | 'short'; readonly text: string },
): Promise<DeskResult<OpenPreview>> {
  const { user } = place;
  if (!canTrade(user)) return refuse('role', `Your role is ${user.role}: it may look, not trade.`);
  const words = parseWords(request.text, visibleAccounts(context, user));
  const [symbol, size, ...rest] = words.rest;
  if (symbol === undefined || size === undefined) {
    return refuse('usage', `Say what and how much: /${request.direction} BTCUSDT 0.01`);
  }
  const extra = rest[0];
  if (extra !== undefined && LATER.test(extra)) {
    return refuse('not-built', `“${extra.slice(0, 24)}” is not built yet: market orders only.`);
  }
  if (extra !== undefined) {
    const form = `Write it as /${request.direction} BTCUSDT 0.01`;
    return refuse('usage', `“${extra.slice(0, 24)}” is one word too many. ${form}`);
  }
  const found = resolveAccount(context, user, words.account);
  if (!found.ok) return found;
  const account = found.value;
  const parsed = parseOrderSize(size);
  if (!parsed.ok) return parsed;
  const blocked = blockedBy(context, account);
  if (blocked !== null) return refuse(account.isReady ? 'blocked' : 'not-ready', blocked);
  const resolved = resolveInstrument(account, symbol);
  if (!resolved.ok) return resolved;
  const instrument = resolved.value;
  if (instrument.status !== 'trading') return refuse('symbol', `${instrument.symbol} is not trading now.`);

  const broker = context.manager.get(account.brokerId);
  const [price, { value: money, heardAgoMs }, { value: positions }] = await Promise.all([
    readPrice(broker, instrument.symbol),
    readAccount(context, account),
    readPositions(context, account),
  ]);
  if (price === null || money === null) {
    return refuse('no-price', `No price of ${instrument.symbol} is known right now. Nothing was sent; try again.`);
  }
  const legal = toLegalQuantity(parsed.value, { instrument, price, equity: money.equity });
  if (!legal.ok) return legal;
  const { quantity } = legal.value;
  const notional = quantity.times(price);
  const leverage = account.leverage(instrument.symbol) ?? (await tryRead(() => broker.getLeverage(instrument.symbol)));
  const marginType =
    account.marginType(instrument.symbol) ?? (await tryRead(() => broker.getMarginType(instrument.symbol)));
  const margin = leverage === null ? null : notional.dividedBy(decimal(leverage.toString()));
  const isFlat = positions.every((it) => it.symbol !== instrument.symbol);
  const rate = isFlat ? await readMaintenanceRate(broker, instrument.symbol, notional) : null;
  const { direction } = request;
  const { positionMode } = account;
  const change = describeChange(positions, { instrument, direction, quantity, positionMode });
  const notes = [
    ...(legal.value.note === null ? [] : [legal.value.note]),
    ...(margin?.greaterThan(money.availableBalance) === true
      ? [
          `That needs more than the free ${formatDecimal(money.availableBalance.toDecimalPlaces(2))} ${money.quoteAsset}.`,
        ]
      : []),
    ...(change === null ? [] : [change]),
  ];
  const card = await cards.issue(place, account.brokerId, {
    type: 'open',
    symbol: instrument.symbol,
    direction,
    quantity: formatDecimal(quantity),
    quotePrice: formatDecimal(price),
  });
  const liquidationPrice =
    rate === null || leverage === null || marginType === null
      ? null
      : estimateLiquidation({
          direction,
          quantity,
          entryPrice: price,
          leverage,
          marginType,
          account: money,
          maintenanceMarginRate: rate,
        });
  return accept({
    ...card,
    heardAgoMs,
    brokerId: account.brokerId,
    environment: account.environment,
    instrument,
    direction,
    quantity,
    price,
    notional,
    leverage,
    marginType,
    margin,
    fee: notional.times(context.takerFeeRate),
    liquidationPrice,
    notes,
  });
}
