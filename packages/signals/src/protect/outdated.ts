import { type Decimal, decimal, type Instrument, roundPriceTo, roundQuantityDown } from '@perpdesk/broker-core';
import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import type { Run } from '../run.ts';
import type { WantedOrder } from './wanted-order.ts';
import { wantedProtection } from './wanted-protection.ts';

/**
 * The stop, fixed or trailing, was refused for rules of its instrument that it was not planned by, and what is wanted fits
 * them: it is no refusal for good. What comes instead fits, so that no refusal of it leads here before the rules change once
 * more.
 */
export function isOutdated(run: Run, row: LedgerRow, stop: IntentRow): boolean {
  if (stop.code !== 'above-maximum' && stop.code !== 'invalid-precision') return false;
  const instrument = run.view(row.brokerId).instrument(row.symbol);
  if (instrument === null) return false;
  const refused = { quantity: decimalOf(stop.quantity), triggerPrice: decimalOf(stop.triggerPrice) };
  const all = wantedProtection(run, row);
  const wanted = (goalOf(stop).work === 'trailing' ? all?.trailing : all?.stops) ?? [];
  const isSameKind = wanted.every(({ quantity }) => (quantity === null) === (refused.quantity === null));
  const isFitting = wanted.length > 0 && wanted.every((order) => fits(order, instrument));
  return isSameKind && isFitting && !fits(refused, instrument);
}

function decimalOf(text: string | null): Decimal | null {
  return text === null ? null : decimal(text);
}

function fits(order: Pick<WantedOrder, 'quantity' | 'triggerPrice'>, instrument: Instrument): boolean {
  const { quantity, triggerPrice } = order;
  if (triggerPrice !== null && !roundPriceTo(triggerPrice, instrument, 'down').eq(triggerPrice)) return false;
  if (quantity === null) return true;
  return roundQuantityDown(quantity, instrument).eq(quantity) && quantity.lte(instrument.maxMarketQuantity);
}
