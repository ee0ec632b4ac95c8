import type { Decimal, IncomeType } from '@perpdesk/broker-core';
import { viewBalance } from './balance-view.ts';
import { balanceOf } from './lookup.ts';
import { type Progress, advance } from './progress.ts';

export type Booking = {
  readonly type: IncomeType;
  readonly symbol: string | null;
  readonly asset: string;
  /** In `asset`, signed: > 0 comes in. */
  readonly amount: Decimal;
};

/** Books an amount on the wallet; nothing for zero. The balance is told by `tellBalance`, once for several bookings. */
export function book(progress: Progress, { type, symbol, asset, amount }: Booking, at: number): Progress {
  if (amount.isZero()) return progress;
  const balances = { ...progress.state.balances, [asset]: balanceOf(progress.state, asset).plus(amount) };
  const income = { type, symbol, asset, amount, venueAt: at };
  return advance(progress, { balances }, { type: 'income-booked', income });
}

export function tellBalance(progress: Progress, asset: string, at: number): Progress {
  return advance(progress, {}, { type: 'balance-updated', venueAt: at, balance: viewBalance(progress.state, asset) });
}
