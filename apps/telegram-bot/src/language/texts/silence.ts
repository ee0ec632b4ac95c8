import { inLanguages } from '../in-languages.ts';

/** A strategy that sends nothing. */
export const silenceTexts = inLanguages({
  en: {
    silent: (what: string) => `${what} is silent`,
    forBars: (bars: number) => (bars === 1 ? 'no alert for 1 bar' : `no alert for ${bars} bars`),
    forSpan: (span: string) => `no alert for ${span}`,
    last: (moment: string) => `the last one at ${moment}`,
    never: 'none has come yet',
    look: 'Look whether its alert on TradingView is still active: they end by themselves, and when a script fails.',
    again: (what: string) => `${what} sends again`,
    after: (span: string) => `after ${span}`,
  },
  de: {
    silent: (what) => `${what} schweigt`,
    forBars: (bars) => (bars === 1 ? 'kein Alarm seit 1 Kerze' : `kein Alarm seit ${bars} Kerzen`),
    forSpan: (span) => `kein Alarm seit ${span}`,
    last: (moment) => `der letzte um ${moment}`,
    never: 'noch nie einer',
    look: 'Sieh nach, ob ihr Alarm auf TradingView noch aktiv ist: sie enden von selbst, und wenn ein Skript scheitert.',
    again: (what) => `${what} sendet wieder`,
    after: (span) => `nach ${span}`,
  },
});
