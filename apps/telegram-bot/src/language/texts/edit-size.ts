import { inLanguages } from '../in-languages.ts';

/** Another size for a card, and for what an alert asks for. */
export const editSizeTexts = inLanguages({
  en: {
    editTitle: 'Which size instead? Tap, or write it here: 0.02, $500, 5% or risk1%.',
    editStays: 'Its price, stop and targets stay.',
    editEnds: '/cancel_flow leaves it.',
    editGone: 'This card can no longer be changed.',
    edit: 'Edit size',
    askPlanned: (account: string, planned: string) => `@${account}: the alert asks for ${planned}`,
    askMoreGoes: 'More goes as far as the limits let.',
    askMoreThan: (account: string, planned: string) => `@${account}: more than the ${planned} that the alert asks for.`,
    askMoreMeans:
      'The limits allow it now, and are looked at again at the tap and when it is sent. The strategy goes on in proportion.',
    askEach: 'On each account.',
    askNoStop: 'A size by risk needs a stop, and this alert has none.',
    askInstead: (route: string, symbol: string) => `${route} · ${symbol}, another size`,
    askWaits: (time: string) => `The alert’s own card waits on: one of the two is placed, until ${time}.`,
    askWaitsOn: 'The alert’s own card waits on: one of the two is placed.',
  },
  de: {
    editTitle: 'Welche Menge stattdessen? Tippe, oder schreib sie hier: 0.02, $500, 5% oder risk1%.',
    editStays: 'Kurs, Stop und Take-Profits bleiben.',
    editEnds: '/cancel_flow verlässt es.',
    editGone: 'Diese Karte lässt sich nicht mehr ändern.',
    edit: 'Menge ändern',
    askPlanned: (account, planned) => `@${account}: der Alarm will ${planned}`,
    askMoreGoes: 'Mehr geht, soweit die Limits es zulassen.',
    askMoreThan: (account, planned) => `@${account}: mehr als die ${planned}, die der Alarm will.`,
    askMoreMeans:
      'Die Limits lassen es jetzt zu; beim Tippen und beim Senden werden sie noch einmal geprüft. Die Strategie geht im selben Verhältnis weiter.',
    askEach: 'Auf jedem Konto.',
    askNoStop: 'Eine Menge nach Risiko braucht einen Stop, und dieser Alarm hat keinen.',
    askInstead: (route, symbol) => `${route} · ${symbol}, andere Menge`,
    askWaits: (time) => `Die Karte des Alarms wartet weiter: eine von beiden wird platziert, bis ${time}.`,
    askWaitsOn: 'Die Karte des Alarms wartet weiter: eine von beiden wird platziert.',
  },
});
