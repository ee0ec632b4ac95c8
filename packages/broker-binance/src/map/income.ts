import type { Income, IncomeType } from '@perpdesk/broker-core';
import type { WireIncome } from '../wire/income.ts';

const TYPES: Readonly<Record<string, IncomeType>> = {
  REALIZED_PNL: 'realized-pnl',
  COMMISSION: 'fee',
  FUNDING_FEE: 'funding',
  INSURANCE_CLEAR: 'liquidation',
  TRANSFER: 'transfer',
  INTERNAL_TRANSFER: 'transfer',
  CROSS_COLLATERAL_TRANSFER: 'transfer',
};

/** What is not in the table is `other`. */
export function incomeOf(wire: WireIncome): Income {
  return {
    type: (Object.hasOwn(TYPES, wire.incomeType) ? TYPES[wire.incomeType] : undefined) ?? 'other',
    symbol: wire.symbol === '' ? null : wire.symbol,
    asset: wire.asset,
    amount: wire.income,
    venueAt: wire.time,
  };
}
