import { inLanguages } from '../in-languages.ts';

/** /price and /funding. */
export const marketTexts = inLanguages({
  en: {
    price: {
      usage: 'symbol [@account]',
      description: 'last, mark and index price, 24 h',
      details: ['/price BTCUSDT', 'At the exchange of the account that is named, or of the first that lists it.'],
    },
    funding: {
      usage: 'symbol [@account]',
      description: 'the next funding, and what it costs you',
      details: ['/funding BTCUSDT', 'Rate, time, and what your positions pay or get, at the mark price as it is now.'],
    },
    last: (price: string) => `last ${price}`,
    mark: (price: string) => `mark ${price}`,
    index: (price: string, basis: string) => `index ${price} (mark ${basis})`,
    day: (change: string) => `24 h ${change}`,
    high: (price: string) => `high ${price}`,
    low: (price: string) => `low ${price}`,
    fundingButton: 'Funding',
    fundingOf: (symbol: string) => `${symbol} funding`,
    none: 'This exchange charges none.',
    rate: (rate: string) => `rate ${rate}`,
    longPays: 'long pays short',
    shortPays: 'short pays long',
    next: (time: string, span: string) => `next ${time}, in ${span}`,
    pays: (what: string, amount: string) => `${what} pays ≈ ${amount}`,
    gets: (what: string, amount: string) => `${what} gets ≈ ${amount}`,
    nobody: 'No position of yours pays or gets it.',
  },
  de: {
    price: {
      usage: 'symbol [@konto]',
      description: 'letzter Kurs, Mark- und Indexkurs, 24 h',
      details: ['/price BTCUSDT', 'An der Börse des genannten Kontos oder des ersten, das es führt.'],
    },
    funding: {
      usage: 'symbol [@konto]',
      description: 'das nächste Funding und was es dich kostet',
      details: [
        '/funding BTCUSDT',
        'Satz, Zeit und was deine Positionen zahlen oder bekommen, zum jetzigen Mark-Preis.',
      ],
    },
    last: (price) => `zuletzt ${price}`,
    mark: (price) => `Mark ${price}`,
    index: (price, basis) => `Index ${price} (Mark ${basis})`,
    day: (change) => `24 h ${change}`,
    high: (price) => `Hoch ${price}`,
    low: (price) => `Tief ${price}`,
    fundingButton: 'Funding',
    fundingOf: (symbol) => `${symbol} Funding`,
    none: 'Diese Börse erhebt keines.',
    rate: (rate) => `Satz ${rate}`,
    longPays: 'Long zahlt an Short',
    shortPays: 'Short zahlt an Long',
    next: (time, span) => `nächstes ${time}, in ${span}`,
    pays: (what, amount) => `${what} zahlt ≈ ${amount}`,
    gets: (what, amount) => `${what} bekommt ≈ ${amount}`,
    nobody: 'Keine deiner Positionen zahlt oder bekommt es.',
  },
});
