import { inLanguages } from '../in-languages.ts';

/** The card of a position. */
export const positionTexts = inLanguages({
  en: {
    none: 'No open positions.',
    noneKnown: 'No open positions known.',
    entry: (price: string) => `entry ${price}`,
    mark: (price: string) => `mark ${price}`,
    pnl: (pnl: string) => `PnL ${pnl}`,
    ofMargin: (share: string) => `${share} of margin`,
    ofNotional: (share: string) => `${share} of notional`,
    liquidation: 'liq',
    stop: 'SL',
    only: (quantity: string) => `for ${quantity} alone`,
    trails: (share: string, from: string | null) => `trail ${share}${from === null ? '' : ` from ${from}`}`,
    target: 'TP',
    close: 'Close',
    closePart: (share: string) => `Close ${share}`,
  },
  de: {
    none: 'Keine offenen Positionen.',
    noneKnown: 'Keine offenen Positionen bekannt.',
    entry: (price) => `Einstieg ${price}`,
    mark: (price) => `Mark ${price}`,
    pnl: (pnl) => `PnL ${pnl}`,
    ofMargin: (share) => `${share} der Margin`,
    ofNotional: (share) => `${share} des Nominalwerts`,
    liquidation: 'Liq',
    stop: 'SL',
    only: (quantity) => `nur für ${quantity}`,
    trails: (share, from) => `Trailing ${share}${from === null ? '' : ` ab ${from}`}`,
    target: 'TP',
    close: 'Schließen',
    closePart: (share) => `${share} schließen`,
  },
});
