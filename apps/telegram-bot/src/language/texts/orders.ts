import { inLanguages } from '../in-languages.ts';

/** The list of open orders. Order types and sides stay the exchange's own words. */
export const orderTexts = inLanguages({
  en: {
    none: 'No open orders.',
    whole: 'all of it',
    at: (price: string) => `at ${price}`,
    trigger: (price: string, by: string) => `trigger ${price} by ${by}`,
    trails: (share: string, from: string | null) => `trails ${share}${from === null ? '' : ` from ${from} on`}`,
    filled: (quantity: string) => `${quantity} filled`,
    reduceOnly: 'reduce-only',
    opens: (side: string) => `opens ${side}`,
    closes: (side: string) => `closes ${side}`,
    age: (span: string) => `${span} old`,
    cancel: 'Cancel',
  },
  de: {
    none: 'Keine offenen Orders.',
    whole: 'alles',
    at: (price) => `zu ${price}`,
    trigger: (price, by) => `Auslöser ${price} nach ${by === 'mark' ? 'Mark-Preis' : 'letztem Kurs'}`,
    trails: (share, from) => `folgt mit ${share}${from === null ? '' : ` ab ${from}`}`,
    filled: (quantity) => `${quantity} ausgeführt`,
    reduceOnly: 'reduce-only',
    opens: (side) => `öffnet ${side}`,
    closes: (side) => `schließt ${side}`,
    age: (span) => `seit ${span}`,
    cancel: 'Stornieren:',
  },
});
