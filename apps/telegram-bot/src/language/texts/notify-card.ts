import { inLanguages } from '../in-languages.ts';

/** What stands on /notify's card, and in the answers to /mute and /unmute. */
export const notifyCardTexts = inLanguages({
  en: {
    head: 'What rings in this chat',
    groups: {
      signal: 'Signals',
      order: 'Orders and fills',
      position: 'Positions',
      stop: 'Stops and targets',
      account: 'Accounts',
      summary: 'Summaries',
      desk: 'The desk itself',
    },
    legend: '🔔 rings · 🔕 comes without a sound · ✖️ does not come',
    muted: (time: string) => `Silent until ${time}; what nobody may miss rings all the same. /unmute ends it.`,
    notMuted: 'Nothing is muted here: everything is as loud as /notify says.',
    all: 'all',
    always: '(always)',
    howTo: 'A tap goes from 🔔 to 🔕 to ✖️.',
    back: '‹ Back',
  },
  de: {
    head: 'Was in diesem Chat klingelt',
    groups: {
      signal: 'Signale',
      order: 'Orders und Ausführungen',
      position: 'Positionen',
      stop: 'Stops und Take-Profits',
      account: 'Konten',
      summary: 'Zusammenfassungen',
      desk: 'Der Desk selbst',
    },
    legend: '🔔 klingelt · 🔕 kommt ohne Ton · ✖️ kommt nicht',
    muted: (time) => `Still bis ${time}; was niemand verpassen darf, klingelt trotzdem. /unmute beendet es.`,
    notMuted: 'Stumm ist hier nichts: alles ist so laut, wie /notify es zeigt.',
    all: 'alle',
    always: '(immer)',
    howTo: 'Ein Tipp geht von 🔔 zu 🔕 zu ✖️.',
    back: '‹ Zurück',
  },
});
