import { type Decimal, formatDecimal, ZERO } from '@perpdesk/broker-core';
import { done, type Outcome } from './outcome.ts';
import type { Progress } from './progress.ts';
import { refuse } from './refusal.ts';
import { book, tellBalance } from './wallet.ts';

export function deposit(progress: Progress, asset: string, amount: Decimal, at: number): Outcome {
  if (amount.lte(ZERO)) return refuse('invalid-request', `A deposit of ${formatDecimal(amount)} is not above zero.`);
  return done(tellBalance(book(progress, { type: 'transfer', symbol: null, asset, amount }, at), asset, at));
}
