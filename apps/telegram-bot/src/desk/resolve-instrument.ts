import { suggestSymbols, toSymbol, type Instrument } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import { accept, refuse, type DeskResult } from './desk-result.ts';

/** The instrument of that name, in any letter case and in TradingView's spelling or the exchange's. */
export function resolveInstrument(account: AccountView, typed: string): DeskResult<Instrument> {
  const symbol = toSymbol(typed)?.symbol ?? typed.toUpperCase();
  const instrument = account.instrument(symbol);
  if (instrument !== null) return accept(instrument);
  const near = suggestSymbols(
    symbol,
    account.instruments.filter((it) => it.status === 'trading').map((it) => it.symbol),
  );
  const hint = near.length === 0 ? 'Its instruments are not loaded yet.' : `Did you mean ${near.join(', ')}?`;
  return refuse('symbol', `@${account.brokerId} does not list ${typed.slice(0, 24)}. ${hint}`);
}
