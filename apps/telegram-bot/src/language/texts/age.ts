import { inLanguages } from '../in-languages.ts';

/** How old what is shown of an account is. */
export const ageTexts = inLanguages({
  en: { never: 'not read yet', asHeard: (span: string) => `no answer; as heard ${span} ago` },
  de: { never: 'noch nicht gelesen', asHeard: (span) => `keine Antwort; Stand vor ${span}` },
});
