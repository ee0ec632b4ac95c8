import { refusalTexts } from '../language/texts/refusal.ts';
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
  return refuse('symbol', ({ say }) => {
    const words = say(refusalTexts);
    const hint = near.length === 0 ? words.notLoaded : words.didYouMean(near.join(', '));
    return `${words.notListed(account.brokerId, typed.slice(0, 24))} ${hint}`;
  });
}
