import { inLanguages } from '../in-languages.ts';

/** What adapters and the manager say of a call that failed, told what and how long or why. */
export const brokerWordTexts = inLanguages({
  en: {
    tookLonger: (call: string, ms: string) => `${call} took longer than ${ms} ms.`,
    noAnswer: (call: string, why: string) => `${call} got no answer (${why}).`,
    notConnected: (account: string) => `${account} is not connected.`,
    closed: (account: string) => `${account} is closed.`,
    notOpened: (account: string) => `${account} could not be connected.`,
    streamEnded: () => 'The account stream ended.',
    tooMany: () => 'Too many events are waiting.',
    pause: (venue: string) => `${venue} asks for a pause.`,
    notBegun: (call: string) => `${call} was given up before it began.`,
    needsMargin: (needed: string, free: string) => `The order needs ${needed} of margin, ${free} are free.`,
    mayBeDone: (call: string) => `${call} was given up; it may have been done.`,
  },
  de: {
    tookLonger: (call, ms) => `${call} hat länger als ${ms} ms gedauert.`,
    noAnswer: (call, why) => `${call} bekam keine Antwort (${why}).`,
    notConnected: (account) => `${account} ist nicht verbunden.`,
    closed: (account) => `${account} ist geschlossen.`,
    notOpened: (account) => `${account} ließ sich nicht verbinden.`,
    streamEnded: () => 'Der Datenstrom des Kontos ist abgerissen.',
    tooMany: () => 'Zu viele Ereignisse warten.',
    pause: (venue) => `${venue} verlangt eine Pause.`,
    notBegun: (call) => `${call} wurde aufgegeben, bevor es begann.`,
    needsMargin: (needed, free) => `Die Order braucht ${needed} Margin, frei sind ${free}.`,
    mayBeDone: (call) => `${call} wurde aufgegeben; es kann geschehen sein.`,
  },
});
