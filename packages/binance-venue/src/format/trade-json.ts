import type { Income, IncomeType, Instrument } from '@perpdesk/broker-core';
import type { FillRecord, IncomeRecord } from '../exchange/venue-account.ts';
import { rawNumber } from '../to-json.ts';
import { formatMoney, formatWirePrice, formatWireQuantity } from './numbers.ts';
import { positionSideWord, sideWord } from './order-words.ts';

export function tradeJson({ fill, orderId }: FillRecord, instrument: Instrument): Record<string, unknown> {
  return {
    symbol: fill.symbol,
    id: rawNumber(fill.tradeId),
    orderId: rawNumber(orderId),
    side: sideWord(fill.side),
    price: formatWirePrice(fill.price, instrument),
    qty: formatWireQuantity(fill.quantity, instrument),
    realizedPnl: formatMoney(fill.realizedPnl),
    quoteQty: fill.quantity.times(fill.price).toFixed(),
    commission: formatMoney(fill.fee),
    commissionAsset: fill.feeAsset,
    time: fill.venueAt,
    positionSide: positionSideWord(fill.positionSide),
    buyer: fill.side === 'buy',
    maker: fill.isMaker,
  };
}

const INCOME_WORDS: Readonly<Record<IncomeType, string>> = {
  'realized-pnl': 'REALIZED_PNL',
  fee: 'COMMISSION',
  funding: 'FUNDING_FEE',
  liquidation: 'INSURANCE_CLEAR',
  transfer: 'TRANSFER',
  other: 'INTERNAL_TRANSFER',
};

export function incomeWord({ type }: Income): string {
  return INCOME_WORDS[type];
}

export function incomeJson({ income, transferId, tradeId }: IncomeRecord): Record<string, unknown> {
  return {
    symbol: income.symbol ?? '',
    incomeType: incomeWord(income),
    income: formatMoney(income.amount),
    asset: income.asset,
    info: incomeWord(income),
    time: income.venueAt,
    tranId: transferId,
    tradeId,
  };
}
