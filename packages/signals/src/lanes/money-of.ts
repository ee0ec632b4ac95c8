import { type AssetMoney, moneyIn } from '@perpdesk/broker-core';
import type { Run } from '../run.ts';

/** What an account has for positions in the instrument, in what it settles in; `null`: not known yet. */
export function moneyOf(run: Run, brokerId: string, symbol: string): AssetMoney | null {
  const view = run.view(brokerId);
  return view.account === null
    ? null
    : moneyIn(view.account, view.instrument(symbol)?.settleAsset ?? view.account.quoteAsset);
}
