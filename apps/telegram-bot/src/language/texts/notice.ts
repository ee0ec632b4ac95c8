import { inLanguages } from '../in-languages.ts';

/** Words that several notices share. */
export const noticeTexts = inLanguages({
  en: {
    side: { long: 'long', short: 'short' },
    flat: 'flat',
    at: (price: string) => `at ${price}`,
    byHand: 'by hand',
    user: (id: string) => `user ${id}`,
    by: (actor: string) => ` by ${actor}`,
    pnl: (pnl: string) => `PnL ${pnl}`,
    whole: 'all',
    turnout: (count: number, of: number) => `👥 ${count} of ${of} accounts in`,
    out: (why: string) => `out: ${why}`,
    now: (stance: string) => `now ${stance}`,
  },
  de: {
    side: { long: 'Long', short: 'Short' },
    flat: 'flat',
    at: (price) => `zu ${price}`,
    byHand: 'von Hand',
    user: (id) => `Benutzer ${id}`,
    by: (actor) => ` von ${actor}`,
    pnl: (pnl) => `PnL ${pnl}`,
    whole: 'alles',
    turnout: (count, of) => `👥 ${count} von ${of} Konten drin`,
    out: (why) => `draußen: ${why}`,
    now: (stance) => `jetzt ${stance}`,
  },
});
