import { inLanguages } from '../in-languages.ts';

/** Why a command that reads, or sets what a chat hears, does not do what a person typed. */
export const readRefusalTexts = inLanguages({
  en: {
    which: (usage: string) => `Say which: ${usage}`,
    whichOrder: 'Say which: /order ID. /orders shows the ids of open orders.',
    noOrder: (id: string) => `No order ${id} is known here. /orders shows open ones, /fills the latest fills.`,
    whichSignal: 'Say which: /signal ID. /signals lists the newest.',
    noSignal: (id: string) => `There is no signal ${id}. /signals lists the newest.`,
    severalSignals: (id: string) => `${id} begins more than one signal. Write more of it.`,
    noRoute: (route: string, known: string) => `There is no route ${route}. There is: ${known}.`,
    none: 'none',
    noPrice: (symbol: string) => `No price of ${symbol} is known right now. Try again.`,
    noFunding: (symbol: string) => `The funding of ${symbol} is not known right now. Try again.`,
    notifyUsage: (groups: string) =>
      `Write /notify order.filled silent, /notify signal off, or /notify reset. Levels: loud, silent, off. Groups: ${groups}; their types: /notify.`,
    staysLoud: (type: string) => `${type} is never missed here: it stays loud.`,
    muteUsage: 'For how long? /mute 30m, /mute 2h, at most /mute 7d. /unmute ends it.',
  },
  de: {
    which: (usage) => `Sag, welches: ${usage}`,
    whichOrder: 'Sag, welche: /order ID. Die IDs offener Orders zeigt /orders.',
    noOrder: (id) => `Eine Order ${id} ist hier nicht bekannt. Offene zeigt /orders, die letzten Ausführungen /fills.`,
    whichSignal: 'Sag, welches: /signal ID. Die neuesten zeigt /signals.',
    noSignal: (id) => `Ein Signal ${id} gibt es nicht. Die neuesten zeigt /signals.`,
    severalSignals: (id) => `Mit ${id} beginnt mehr als ein Signal. Schreib mehr davon.`,
    noRoute: (route, known) => `Eine Route ${route} gibt es nicht. Es gibt: ${known}.`,
    none: 'keine',
    noPrice: (symbol) => `Von ${symbol} ist gerade kein Kurs bekannt. Versuch es noch einmal.`,
    noFunding: (symbol) => `Das Funding von ${symbol} ist gerade nicht bekannt. Versuch es noch einmal.`,
    notifyUsage: (groups) =>
      `Schreib /notify order.filled silent, /notify signal off oder /notify reset. Stufen: loud, silent, off. Gruppen: ${groups}; ihre Typen: /notify.`,
    staysLoud: (type) => `${type} darf hier niemand verpassen: es bleibt laut.`,
    muteUsage: 'Wie lange? /mute 30m, /mute 2h, höchstens /mute 7d. /unmute beendet es.',
  },
});
