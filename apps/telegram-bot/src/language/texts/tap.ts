import { inLanguages } from '../in-languages.ts';

/** What a tap on a card hears, and what the card's button says from then on. */
export const tapTexts = inLanguages({
  en: {
    panicDone: 'This /panic was carried out already.',
    alreadyRefused: (why: string) => `Already answered: not placed (${why}).`,
    refused: 'refused',
    running: 'Already being carried out.',
    expired: 'This card has expired. Nothing was sent.',
    cancelled: 'Cancelled. Nothing was sent.',
    foreign: 'This card is somebody else’s.',
    role: 'Your role does not allow that any more.',
    unknown: 'This card is not known any more. Nothing was sent.',
    oldButton: 'This button is no longer in use.',
    asOf: (time: string) => `As of ${time}`,
    closing: 'Closing everything…',
    placing: 'Placing…',
    unclear: 'Unclear: tap again, or look at /positions',
    notPlaced: (why: string, code: string) => `Not placed. ${why} (${code}) Nothing is at the exchange.`,
    moved: (from: string, to: string) =>
      `Not placed: the market moved from ${from} to ${to}. Here it is at the new price.`,
    movedSince: (from: string, to: string) =>
      `Not placed: the market moved from ${from} to ${to}. Whoever wants it still asks again.`,
    shrunk: (symbol: string, from: string, to: string) =>
      `Not placed: the position of ${symbol} went from ${from} to ${to}. Here is the same part of what is left.`,
    shrunkSince: (symbol: string, from: string, to: string) =>
      `Not placed: the position of ${symbol} went from ${from} to ${to}. Whoever wants it still asks again.`,
    changed: (symbol: string, from: string, to: string) =>
      `Not placed: the position of ${symbol} was ${from} when the card came and is ${to} now. Here it is anew.`,
    changedSince: (symbol: string, from: string, to: string) =>
      `Not placed: the position of ${symbol} was ${from} when the card came and is ${to} now. Whoever wants it still asks again.`,
    skipped: 'Skipped. Nothing was sent.',
    notOn: (account: string, why: string) => ` Not on ${account}: ${why}`,
    placingOn: (accounts: string) => `Placing on ${accounts}.`,
    askSkipped: 'This card was skipped already. Nothing was sent.',
    askRefused: (why: string) => `Not placed. ${why}`,
    button: {
      expired: 'Expired',
      cancelled: 'Cancelled',
      placed: '✓ Placed',
      notPlaced: 'Not placed',
      moved: 'Not placed: the market moved',
      shrunk: 'Not placed: less is held',
      changed: 'Not placed: the position changed',
      flat: '✓ FLAT',
      notFlat: 'NOT FLAT',
      yes: '✓ Yes',
      skipped: 'Skipped',
      void: 'Void',
    },
  },
  de: {
    panicDone: 'Dieses /panic wurde schon ausgeführt.',
    alreadyRefused: (why) => `Schon beantwortet: nicht platziert (${why}).`,
    refused: 'abgelehnt',
    running: 'Wird schon ausgeführt.',
    expired: 'Diese Karte ist abgelaufen. Nichts wurde gesendet.',
    cancelled: 'Abgebrochen. Nichts wurde gesendet.',
    foreign: 'Diese Karte gehört jemand anderem.',
    role: 'Deine Rolle erlaubt das nicht mehr.',
    unknown: 'Diese Karte ist nicht mehr bekannt. Nichts wurde gesendet.',
    oldButton: 'Dieser Knopf gilt nicht mehr.',
    asOf: (time) => `Stand ${time}`,
    closing: 'Alles wird geschlossen…',
    placing: 'Wird platziert…',
    unclear: 'Unklar: tippe noch einmal, oder sieh dir /positions an',
    notPlaced: (why, code) => `Nicht platziert. ${why} (${code}) An der Börse ist nichts.`,
    moved: (from, to) => `Nicht platziert: der Markt ging von ${from} auf ${to}. Hier ist es zum neuen Kurs.`,
    movedSince: (from, to) =>
      `Nicht platziert: der Markt ging von ${from} auf ${to}. Wer es noch will, fragt noch einmal.`,
    shrunk: (symbol, from, to) =>
      `Nicht platziert: die Position in ${symbol} ging von ${from} auf ${to}. Hier ist derselbe Teil von dem, was übrig ist.`,
    shrunkSince: (symbol, from, to) =>
      `Nicht platziert: die Position in ${symbol} ging von ${from} auf ${to}. Wer es noch will, fragt noch einmal.`,
    changed: (symbol, from, to) =>
      `Nicht platziert: Die Position in ${symbol} war ${from}, als die Karte kam, und ist jetzt ${to}. Hier ist es neu.`,
    changedSince: (symbol, from, to) =>
      `Nicht platziert: Die Position in ${symbol} war ${from}, als die Karte kam, und ist jetzt ${to}. Wer es noch will, fragt noch einmal.`,
    skipped: 'Übergangen. Nichts wurde gesendet.',
    notOn: (account, why) => ` Nicht auf ${account}: ${why}`,
    placingOn: (accounts) => `Wird platziert auf ${accounts}.`,
    askSkipped: 'Diese Karte wurde schon übergangen. Nichts wurde gesendet.',
    askRefused: (why) => `Nicht platziert. ${why}`,
    button: {
      expired: 'Abgelaufen',
      cancelled: 'Abgebrochen',
      placed: '✓ Platziert',
      notPlaced: 'Nicht platziert',
      moved: 'Nicht platziert: der Markt ging weiter',
      shrunk: 'Nicht platziert: es ist weniger da',
      changed: 'Nicht platziert: andere Position',
      flat: '✓ FLAT',
      notFlat: 'NICHT FLAT',
      yes: '✓ Ja',
      skipped: 'Übergangen',
      void: 'Ungültig',
    },
  },
});
