import { inLanguages } from '../in-languages.ts';

export const balanceTexts = inLanguages({
  en: {
    none: 'No account is open to you.',
    equity: (amount: string, asset: string, free: string) => `equity ${amount} ${asset} · free ${free}`,
    unrealized: (pnl: string) => `unrealised ${pnl}`,
    margin: (amount: string) => `margin ${amount}`,
    marginRatio: (share: string) => `margin ratio ${share}`,
    free: (amount: string) => `free ${amount}`,
    together: (amount: string, asset: string) => `Together ${amount} ${asset}`,
  },
  de: {
    none: 'Für dich ist kein Konto freigegeben.',
    equity: (amount, asset, free) => `Eigenkapital ${amount} ${asset} · frei ${free}`,
    unrealized: (pnl) => `unrealisiert ${pnl}`,
    margin: (amount) => `Margin ${amount}`,
    marginRatio: (share) => `Margin-Quote ${share}`,
    free: (amount) => `frei ${amount}`,
    together: (amount, asset) => `Zusammen ${amount} ${asset}`,
  },
});
