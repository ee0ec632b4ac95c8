/** Languages that the bot speaks, by their ISO 639-1 code; a text that lacks one of them does not compile. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each calls itself. */
export const LANGUAGE_NAMES = { en: 'English', de: 'Deutsch' } as const satisfies Readonly<Record<Language, string>>;

/** The language of a code such as `de`, `de-AT` or `DE`; `null` where the bot does not speak it. */
export function toLanguage(code: string | null | undefined): Language | null {
  const [base] = (code ?? '').toLowerCase().split(/[-_]/);
  return LANGUAGES.find((language) => language === base) ?? null;
}
