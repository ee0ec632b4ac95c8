import { type Decimal, formatDecimal } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { expectedPrice } from '../entries/expected-price.ts';
import { leverageOfEntry } from '../execute/wanted-leverage.ts';
import { markPriceOf } from '../lanes/mark-prices.ts';
import { levelPrice } from '../plan/level-price.ts';
import { askedOf, stopOf } from '../plan/stop-of.ts';
import { protectPolicyOf } from '../protect/policy.ts';
import { accountTag, sideOf } from '../relay/order-fields.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';
import { toldProtect } from '../entries/replaced-terms.ts';
import type { WishPrice, WishSignal } from '../wish.ts';
import type { AskedLeg } from './ask-notice.ts';

/** An average is a quotient: three thirds are one again. */
const DIGITS = 20;

/** What a person sees of an order that is not sent. */
export function legFace(
  run: Run,
  row: IntentRow,
  signal: Signal | WishSignal,
  { quantity, detail }: { readonly quantity: Decimal | null; readonly detail: string | null },
): AskedLeg {
  const isEntry = row.kind === 'increase';
  const market = markPriceOf(run, row.brokerId, row.symbol) ?? signal.price;
  const price = isEntry ? expectedPrice(run, row, quantity, market) : market;
  const notional = quantity === null || price === null ? null : quantity.times(price).toSignificantDigits(DIGITS);
  const leverage = isEntry ? leverageOfEntry(run, row) : null;
  return {
    account: accountTag(run, row.brokerId),
    kind: isEntry ? 'increase' : 'reduce',
    side: sideOf(row),
    positionSide: row.positionSide,
    quantity: quantity === null ? null : formatDecimal(quantity),
    notional: notional === null ? null : formatDecimal(notional),
    margin: notional === null || leverage === null ? null : formatDecimal(notional.div(leverage)),
    leverage,
    ...(isEntry ? protectionOf(run, row, signal, price) : UNPROTECTED),
    detail,
  };
}

type Protection = Pick<AskedLeg, 'stopPrice' | 'targetPrices'>;
const UNPROTECTED: Protection = { stopPrice: null, targetPrices: [] };

/** Where stop and targets would stand, if the entry filled at that price. */
function protectionOf(run: Run, row: IntentRow, signal: Signal | WishSignal, entryPrice: Decimal | null): Protection {
  const instrument = run.view(row.brokerId).instrument(row.symbol);
  if (instrument === null) return UNPROTECTED;
  const policy = protectPolicyOf(run, row.stream);
  const asked = askedOf(policy, toldProtect(signal, goalOf(row)));
  const direction = row.side === 'buy' ? 'long' : 'short';
  const textAt = (level: WishPrice, way: 'stop' | 'target'): string | null => {
    const price = levelPrice({ level, way, direction, entryPrice, instrument });
    return price === null ? null : formatDecimal(price);
  };
  const stop = stopOf(policy, asked);
  const targets = asked !== null && asked.takeProfits.length > 0 ? asked.takeProfits : policy.takeProfits;
  return {
    stopPrice: stop === null ? null : textAt(stop, 'stop'),
    targetPrices: targets.flatMap(({ at }) => textAt(at, 'target') ?? []),
  };
}
