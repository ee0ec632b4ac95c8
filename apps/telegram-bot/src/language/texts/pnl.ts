import { inLanguages } from '../in-languages.ts';

/** /pnl. */
export const pnlTexts = inLanguages({
  en: {
    pnl: {
      usage: '[today|7d|30d] [@account]',
      description: 'realised, fees, funding, win rate',
      details: [
        '/pnl, /pnl 7d, /pnl 30d @main',
        'Accounts go by the exchange’s bookings. Strategies go by the fills that the desk heard of, without funding; what /panic closed counts for the strategy whose it was.',
        'An order counts as won where it realised more than nothing, before fees. Today begins at 00:00 UTC.',
      ],
    },
    usage: 'Say how far back: /pnl today, /pnl 7d or /pnl 30d',
    title: { today: 'PnL of today', '7d': 'PnL of the last 7 days', '30d': 'PnL of the last 30 days' },
    button: { today: 'Today', '7d': '7 days', '30d': '30 days' },
    together: 'Together',
    parts: (realized: string, fees: string, funding: string) =>
      `realised ${realized} · fees ${fees} · funding ${funding}`,
    unknown: 'its bookings could not be read now',
    other: 'what it booked in other assets is left out',
    otherFees: 'fees in other assets not taken off',
    foreign: 'not by the desk',
    won: (won: number, closings: number, share: string) => `${won} of ${closings} won (${share})`,
    noClosings: 'nothing closed',
    byStrategy: 'By strategy, less fees',
    booked: 'Booked: realised, fees, funding',
    withOpen: 'with open positions',
    by: { hour: 'By hour', day: 'By day' },
    time: (zone: string) => `time: ${zone}`,
  },
  de: {
    pnl: {
      usage: '[today|7d|30d] [@Konto]',
      description: 'realisiert, Gebühren, Funding, Trefferquote',
      details: [
        '/pnl, /pnl 7d, /pnl 30d @main',
        'Konten nach den Buchungen der Börse; Strategien nach den Ausführungen, von denen der Desk hörte, ohne Funding; was /panic schloss, zählt zu der Strategie, der es gehörte.',
        'Gewonnen hat eine Order, die vor Gebühren mehr als nichts realisierte. Heute beginnt um 00:00 UTC.',
      ],
    },
    usage: 'Sag, wie weit zurück: /pnl today, /pnl 7d oder /pnl 30d',
    title: { today: 'PnL von heute', '7d': 'PnL der letzten 7 Tage', '30d': 'PnL der letzten 30 Tage' },
    button: { today: 'Heute', '7d': '7 Tage', '30d': '30 Tage' },
    together: 'Zusammen',
    parts: (realized, fees, funding) => `realisiert ${realized} · Gebühren ${fees} · Funding ${funding}`,
    unknown: 'die Buchungen sind jetzt nicht zu lesen',
    other: 'Buchungen in anderen Währungen sind nicht dabei',
    otherFees: 'Gebühren in anderen Währungen nicht abgezogen',
    foreign: 'nicht vom Desk',
    won: (won, closings, share) => `${won} von ${closings} gewonnen (${share})`,
    noClosings: 'nichts geschlossen',
    byStrategy: 'Je Strategie, abzüglich Gebühren',
    booked: 'Gebucht: realisiert, Gebühren, Funding',
    withOpen: 'mit offenen Positionen',
    by: { hour: 'Je Stunde', day: 'Je Tag' },
    time: (zone) => `Zeit: ${zone}`,
  },
});
