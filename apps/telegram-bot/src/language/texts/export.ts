import { inLanguages } from '../in-languages.ts';

/** /export. */
export const exportTexts = inLanguages({
  en: {
    export: {
      usage: '[fills|bookings|funding] [range] [@account]',
      description: 'fills and bookings as CSV files',
      details: [
        '/export, /export fills 7d, /export funding 2026-11 @main, /export bookings 2026-11-01..2026-11-15',
        'Ranges: today|7d|2026-11|2026-11-03|2026-11-01..2026-11-15, at most 366 days; 30d if none is said. Days and times are UTC.',
        'Fills are those that the desk heard of, with the strategy. Bookings are the exchange’s: realised PnL, fees, funding, transfers; how far back they reach is its affair.',
      ],
    },
    usage: 'Say it like /export, /export fills 7d, /export funding 2026-11 or /export bookings 2026-11-01..2026-11-15.',
    rows: {
      fills: (count: number) => (count === 1 ? '1 fill' : `${count} fills`),
      bookings: (count: number) => (count === 1 ? '1 booking' : `${count} bookings`),
      funding: (count: number) => (count === 1 ? '1 funding payment' : `${count} funding payments`),
    },
    span: (from: string, until: string) => `${from} to ${until} (UTC)`,
    cut: (most: string) => `Only the newest ${most}: say a shorter range for the others.`,
    unread: (accounts: string) => `⚠️ Without ${accounts}: its bookings could not be read now.`,
    button: 'CSV',
  },
  de: {
    export: {
      usage: '[fills|bookings|funding] [zeitraum] [@konto]',
      description: 'Ausführungen und Buchungen als CSV-Dateien',
      details: [
        '/export, /export fills 7d, /export funding 2026-11 @main, /export bookings 2026-11-01..2026-11-15',
        'Zeiträume: today|7d|2026-11|2026-11-03|2026-11-01..2026-11-15, höchstens 366 Tage; ohne Angabe 30d. Tage und Zeiten sind UTC.',
        'Ausführungen (fills) sind die, von denen der Desk hörte, mit ihrer Strategie. Buchungen (bookings) sind die der Börse: realisierter Gewinn, Gebühren, Funding, Überträge; wie weit sie zurückreichen, bestimmt sie.',
      ],
    },
    usage:
      'Schreib es wie /export, /export fills 7d, /export funding 2026-11 oder /export bookings 2026-11-01..2026-11-15.',
    rows: {
      fills: (count) => (count === 1 ? '1 Ausführung' : `${count} Ausführungen`),
      bookings: (count) => (count === 1 ? '1 Buchung' : `${count} Buchungen`),
      funding: (count) => (count === 1 ? '1 Funding-Zahlung' : `${count} Funding-Zahlungen`),
    },
    span: (from, until) => `${from} bis ${until} (UTC)`,
    cut: (most) => `Nur die neuesten ${most}: für die übrigen einen kürzeren Zeitraum angeben.`,
    unread: (accounts) => `⚠️ Ohne ${accounts}: die Buchungen sind jetzt nicht zu lesen.`,
    button: 'CSV',
  },
});
