import { inLanguages } from '../in-languages.ts';

/** A limit price that an exchange does not take, so far from the mark price. */
export const priceBandTexts = inLanguages({
  en: {
    buy: (price: string, edge: string, mark: string) =>
      `The price ${price} is out of reach: a buy may be at most ${edge} while the mark price is ${mark}.`,
    sell: (price: string, edge: string, mark: string) =>
      `The price ${price} is out of reach: a sell may be at least ${edge} while the mark price is ${mark}.`,
  },
  de: {
    buy: (price, edge, mark) =>
      `Der Kurs ${price} liegt zu weit weg: ein Kauf darf höchstens ${edge} haben, solange der Mark-Preis ${mark} ist.`,
    sell: (price, edge, mark) =>
      `Der Kurs ${price} liegt zu weit weg: ein Verkauf muss mindestens ${edge} haben, solange der Mark-Preis ${mark} ist.`,
  },
});
