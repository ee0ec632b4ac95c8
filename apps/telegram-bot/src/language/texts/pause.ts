import { inLanguages } from '../in-languages.ts';

/** /pause of what is paused already, and /resume of what is not. */
export const pauseTexts = inLanguages({
  en: {
    who: (names: string, at: string | null, isLast: boolean) =>
      [names === '' ? '' : ` by ${names}`, at === null ? '' : isLast ? `, last on ${at}` : `, since ${at}`].join(''),
    already: (who: string) => `Paused already${who}. No entries until /resume; closing stays possible.`,
    yoursToo: (who: string) =>
      `It was paused before${who}, and is your pause too from now on: to lift it takes an owner, or a trader of every account.`,
    nothing: 'Nothing was paused: entries are allowed.',
  },
  de: {
    who: (names, at, isLast) =>
      [names === '' ? '' : ` von ${names}`, at === null ? '' : isLast ? `, zuletzt am ${at}` : `, seit ${at}`].join(''),
    already: (who) => `Schon pausiert${who}. Keine Einstiege bis /resume; Schließen bleibt möglich.`,
    yoursToo: (who) =>
      `Es war schon pausiert${who}, und ist ab jetzt auch deine Pause: sie hebt nur ein Inhaber oder ein Trader aller Konten auf.`,
    nothing: 'Nichts war pausiert: Einstiege sind erlaubt.',
  },
});
